import type { ServerResponse } from 'node:http';
import { zeroCounters } from './counters.cts';
import type { Exchange } from './exchange.cts';
import { Faults } from './faults.cts';
import { htmlReply, send } from './httpReply.cts';
import { journalLine, type JournalEntry } from './journal.cts';
import { Races } from './races.cts';
import { respond, type RequestResult } from './respond.cts';

/** Answers the requests of one API, and keeps what happens to them. */
export class Exchanges {
	readonly faults = new Faults();
	readonly races = new Races();
	readonly counters = zeroCounters();
	readonly journal: JournalEntry[] = [];
	private beingAnswered = 0;

	/** `log` gets one readable line per request. */
	constructor(private readonly log: (line: string) => void) {}

	resetCounters(): void {
		Object.assign(this.counters, zeroCounters());
	}

	async answer(exchange: Exchange, response: ServerResponse): Promise<void> {
		const { endpoint, entry } = exchange;
		const { counters, races } = this;
		this.journal.push(entry);
		this.count(endpoint);
		const trouble = this.faults.take(endpoint);
		this.beingAnswered += 1;
		counters.maxConcurrent = Math.max(counters.maxConcurrent, this.beingAnswered);
		await races.run('before', endpoint);
		const { reply, outcome } = await respond(exchange, trouble).catch(brokenInside);
		await races.run('after', endpoint);
		this.beingAnswered -= 1;
		entry.outcome = outcome;
		if (exchange.signsIn) {
			counters.signIns[outcome.startsWith('Success') ? 'accepted' : 'refused'] += 1;
		}
		this.log(journalLine(entry, exchange.summary));
		if (reply === 'silence') return;
		if (reply === 'cut') {
			response.destroy();
			return;
		}
		send(response, reply);
	}

	private count(endpoint: string): void {
		const { requests } = this.counters;
		const before = Object.hasOwn(requests, endpoint) ? requests[endpoint] : undefined;
		requests[endpoint] = (before ?? 0) + 1;
	}
}

/** The PBX behind the API did not do its part. */
function brokenInside(error: unknown): RequestResult {
	const why = error instanceof Error ? error.message : String(error);
	return { reply: htmlReply(500, 'Internal Server Error'), outcome: `HTTP 500: ${why}` };
}
