import type { Party } from '../calls.cts';
import type { Office } from '../office.cts';
import type { Extensions } from './extensions.cts';

/** Makes the parties of calls, each with a channel of its own. */
export class Parties {
	private channelCounter = 0;

	constructor(
		private readonly extensions: Extensions,
		private readonly office: Pick<Office, 'queues' | 'trunk'>,
	) {}

	make(
		kind: Party['kind'],
		number: string,
		stage: Party['stage'],
		trunk = this.office.trunk,
	): Party {
		this.channelCounter += 1;
		const device = kind === 'outside' ? trunk : number;
		const channel = `PJSIP/${device}-${this.channelCounter.toString(16).padStart(8, '0')}`;
		return { channel, kind, number, stage, holding: false, muted: false };
	}

	/** The party that a number stands for; its phone does not ring yet. */
	targetOf(number: string): Party | undefined {
		if (this.extensions.find(number)) return this.make('extension', number, 'later');
		if (this.isQueue(number)) return this.make('queue', number, 'up');
		// Shorter than any number outside: a typing error rather than a call over the trunk.
		return number.length > 4 ? this.make('outside', number, 'later') : undefined;
	}

	isQueue(number: string): boolean {
		return this.office.queues.some((queue) => queue.number === number);
	}
}
