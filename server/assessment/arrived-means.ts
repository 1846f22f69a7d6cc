/** What a caller meets before a person: welcome, menu, audio, over calls arrived in the window. */

/** Mean, sample standard deviation and count of one figure. */
export interface Mean {
	mean: number | null;
	deviation: number | null;
	n: number;
}

export interface ArrivedMeans {
	welcome_seconds: Mean;
	menu_depth: Mean;
	audio_quality: Mean;
	/** Calls arrived in the window. */
	calls: number;
}

/** From the sums over the calls that arrived; none where no call did. */
export function arrivedMeans(sums: Record<string, number> | undefined): ArrivedMeans {
	const read = (name: 'welcome' | 'menu' | 'mos') =>
		meanOf(sums?.[`${name}_n`] ?? 0, sums?.[`${name}_sum`] ?? 0, sums?.[`${name}_squares`] ?? 0);
	return {
		welcome_seconds: read('welcome'),
		menu_depth: read('menu'),
		audio_quality: read('mos'),
		calls: sums?.arrived ?? 0
	};
}

function meanOf(n: number, sum: number, squares: number): Mean {
	if (n === 0) return { mean: null, deviation: null, n };
	const variance = n > 1 ? Math.max(0, squares - sum ** 2 / n) / (n - 1) : null;
	return { mean: sum / n, deviation: variance === null ? null : Math.sqrt(variance), n };
}
