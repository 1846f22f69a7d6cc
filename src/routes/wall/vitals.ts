/** When a wall last had figures; its watchdog asks. */
let figuresAt: number | null = null;

export function sawFigures(at: number): void {
	figuresAt = at;
}

export function lastFigures(): number | null {
	return figuresAt;
}
