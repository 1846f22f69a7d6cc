/** The size of 1 rem in pixels: charts are drawn in pixels and their room must grow with the text. */
class Rem {
	#pixels = $state(16);

	get pixels(): number {
		return this.#pixels;
	}

	/** Measures now and on every resize; the function returned ends it. */
	watch(): () => void {
		const measure = () => {
			this.#pixels = parseFloat(getComputedStyle(document.documentElement).fontSize);
		};
		measure();
		addEventListener('resize', measure);
		return () => removeEventListener('resize', measure);
	}
}

export const rem = new Rem();
