import type { JournalEntry } from '../http/journal.cts';
import type { Delivery } from '../reports/outbox.cts';
import type { PostOutcome } from '../reports/post.cts';
import type { ApiCallView, PushedEventView } from './switchboard.cts';

/** The newest are shown. */
const maxShown = 80;

/** Longest text of one event that is shown. */
const maxDetail = 300;

/** Turns the journal and the deliveries of an API, which grow at their ends, into what the page shows. */
export class Traffic {
	private readonly ids = new WeakMap<object, number>();
	private lastId = 0;

	apiCalls(journal: readonly JournalEntry[]): ApiCallView[] {
		return journal.slice(-maxShown).map((entry) => ({
			id: this.idOf(entry),
			at: entry.at,
			request: `${entry.method} ${entry.endpoint}`,
			fields: Object.entries(entry.fields)
				.map(([name, value]) => `${name} ${value}`)
				.join(', '),
			token: entry.token,
			outcome: entry.outcome,
			failed: isFailed(entry.outcome),
		}));
	}

	events(deliveries: readonly Delivery[]): PushedEventView[] {
		return deliveries.slice(-maxShown).map((delivery) => ({
			id: this.idOf(delivery),
			...eventText(delivery.body),
			...outcomeOf(delivery),
		}));
	}

	private idOf(one: object): number {
		const known = this.ids.get(one);
		if (known !== undefined) return known;
		this.lastId += 1;
		this.ids.set(one, this.lastId);
		return this.lastId;
	}
}

const postWords: Record<Exclude<PostOutcome, number>, string> = {
	sent: 'sent',
	refused: 'no receiver',
	silent: 'no answer',
	broken: 'connection broken',
	notOnThisMachine: 'not on this machine',
};

function outcomeOf({ outcomes }: Delivery): Pick<PushedEventView, 'outcome' | 'failed'> {
	const last = outcomes.at(-1);
	if (last === undefined) return { outcome: 'on its way', failed: false };
	if (typeof last === 'number') return { outcome: `answered ${last}`, failed: last !== 200 };
	return { outcome: postWords[last], failed: last === 'silent' || last === 'broken' };
}

function isFailed(outcome: string): boolean {
	return !outcome.startsWith('Success') && outcome !== 'not answered yet';
}

/** Names by which the dialects say what a report is about. */
const nameFields = ['event', 'type', 'action'];

function eventText(body: string): Pick<PushedEventView, 'name' | 'detail'> {
	const fields = readObject(body);
	if (!fields) return { name: 'report', detail: body.slice(0, maxDetail) };
	const nameField = nameFields.find((each) => Object.hasOwn(fields, each)) ?? '';
	const rest = Object.entries(fields).filter(
		([name]) => name !== nameField && !dull.includes(name),
	);
	const detail = rest.map(([name, value]) => `${name} ${plainText(value)}`).join(', ');
	return { name: plainText(fields[nameField] ?? 'report'), detail: detail.slice(0, maxDetail) };
}

/** The same in each report: the serial number of the PBX. */
const dull = ['sn'];

/** `{"from":"0151234567","to":"106"}` as `(from 0151234567, to 106)`. */
function plainText(value: unknown): string {
	if (Array.isArray(value)) return value.map(plainText).join(' + ');
	if (typeof value === 'object' && value !== null) {
		const fields = Object.entries(value).map(([name, each]) => `${name} ${plainText(each)}`);
		return `(${fields.join(', ')})`;
	}
	if (typeof value !== 'string') return String(value);
	// A P-Series puts JSON into a text.
	const inside = value.startsWith('{') ? readObject(value) : undefined;
	return inside ? plainText(inside) : value;
}

function readObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value))
			: undefined;
	} catch {
		return undefined;
	}
}
