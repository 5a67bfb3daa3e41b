/** Something that happens at a phone exactly before or after the PBX acts on a request. */
export interface Race {
	moment: 'before' | 'after';
	/** Such as `extension/whisper`. */
	endpoint: string;
	/** Which request of the endpoint from now on; the next one when absent. */
	request?: number;
	act: () => unknown;
}

/** Races that are scripted instead of left to luck. `after` is before the answer leaves. */
export class Races {
	private waiting: Required<Race>[] = [];

	add({ request = 1, ...race }: Race): void {
		this.waiting.push({ ...race, request });
	}

	clear(): void {
		this.waiting = [];
	}

	get open(): number {
		return this.waiting.length;
	}

	async run(moment: Race['moment'], endpoint: string): Promise<void> {
		const concerned = this.waiting.filter(
			(race) => race.moment === moment && race.endpoint === endpoint,
		);
		for (const race of concerned) race.request -= 1;
		const due = concerned.filter(({ request }) => request === 0);
		this.waiting = this.waiting.filter((race) => !due.includes(race));
		for (const { act } of due) await act();
	}
}
