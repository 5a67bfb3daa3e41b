import type { Clock } from '../../clock.cts';

/** When something was there for the first time. */
export class Timeline {
	private firstSeen = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	/** Milliseconds since 1970; now where it was not there before. */
	since(name: string): number {
		const at = this.firstSeen.get(name) ?? this.clock.now();
		this.firstSeen.set(name, at);
		return at;
	}

	/** Whatever is not among these is over. */
	keepOnly(names: ReadonlySet<string>): void {
		this.firstSeen = new Map([...this.firstSeen].filter(([name]) => names.has(name)));
	}
}
