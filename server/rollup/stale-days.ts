/** Days that were written to since what is kept of them was read. */
export class StaleDays {
	/** How often each was touched. */
	readonly #touches = new Map<number, number>();

	touch(day: number): void {
		this.#touches.set(day, (this.#touches.get(day) ?? 0) + 1);
	}

	get days(): number[] {
		return [...this.#touches.keys()];
	}

	/** As they are before they are read; returns what says that they were: a day touched since stays stale. */
	reading(of: (day: number) => boolean = () => true): { days: number[]; done: () => void } {
		const seen = [...this.#touches].filter(([day]) => of(day));
		return {
			days: seen.map(([day]) => day),
			done: () => {
				for (const [day, times] of seen)
					if (this.#touches.get(day) === times) this.#touches.delete(day);
			}
		};
	}

	/** Of the days that a step has just touched, those that nothing else touched since they were read. */
	touchedOnce(days: readonly number[]): ReadonlySet<number> {
		return new Set(days.filter((day) => this.#touches.get(day) === 1));
	}

	/** What touched these days is here now. */
	strike(days: Iterable<number>): void {
		for (const day of days) this.#touches.delete(day);
	}
}
