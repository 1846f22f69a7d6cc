/** The sound of an alarm: a chime again and again until somebody acknowledges. */

/** Two falling tones, Hz; audible over a hall, short enough not to be switched off. */
const TONES = [880, 660];
const TONE_S = 0.28;
const AGAIN_MS = 8_000;

export class AlarmSound {
	readonly #make: () => AudioContext;
	#context: AudioContext | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;
	#blocked = $state(false);

	constructor(make: () => AudioContext = () => new AudioContext()) {
		this.#make = make;
	}

	/** Whether the browser keeps it silent until somebody touches the page. */
	get blocked(): boolean {
		return this.#blocked;
	}

	/** Sounds until the function returned is called. */
	start(): () => void {
		this.#context ??= this.#make();
		const touched = () => void this.#unlock();
		window.addEventListener('pointerdown', touched);
		window.addEventListener('keydown', touched);
		this.#chime();
		this.#timer = setInterval(() => this.#chime(), AGAIN_MS);
		return () => {
			clearInterval(this.#timer);
			window.removeEventListener('pointerdown', touched);
			window.removeEventListener('keydown', touched);
			this.#blocked = false;
		};
	}

	async #unlock(): Promise<void> {
		if (this.#context?.state === 'running') return;
		await this.#context?.resume();
		this.#chime();
	}

	#chime(): void {
		const context = this.#context;
		if (!context) return;
		// Written, never read: who starts the sound in an effect must not run again by it.
		const isBlocked = context.state !== 'running';
		this.#blocked = isBlocked;
		// A context that was let play already starts without a gesture.
		if (isBlocked) return void context.resume().then(() => (this.#blocked = false), noop);
		TONES.forEach((frequency, index) => tone(context, frequency, index * TONE_S));
	}
}

const noop = () => undefined;

function tone(context: AudioContext, frequency: number, delay: number): void {
	const start = context.currentTime + delay;
	const oscillator = new OscillatorNode(context, { frequency, type: 'triangle' });
	const gain = new GainNode(context, { gain: 0 });
	gain.gain.setValueAtTime(0, start);
	gain.gain.linearRampToValueAtTime(0.5, start + 0.02);
	gain.gain.exponentialRampToValueAtTime(0.001, start + TONE_S);
	oscillator.connect(gain).connect(context.destination);
	oscillator.start(start);
	oscillator.stop(start + TONE_S);
}
