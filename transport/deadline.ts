import { sleep } from 'n8n-workflow';

/** What may end a piece of work before it is done. */
export interface Limits {
	limitMs: number;
	cancelled?: AbortSignal;
}

interface Waiting {
	/** On the process's own clock, which never jumps. */
	endsAtMs: number;
	expire(): void;
}

/** ms between two checks of the deadlines; no timer outlasts the last work by more than this. */
const tickMs = 100;

const waiting = new Set<Waiting>();
let ticking = false;

/**
 * The result of the work, or what ended the waiting for it. The time-out of n8n's HTTP client begins
 * anew with each byte, and n8n's signing helper ignores the signal: both are left behind here.
 */
export async function within<T>(
	{ limitMs, cancelled }: Limits,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'late' | 'cancelled'> {
	if (cancelled?.aborted) return 'cancelled';
	const aborting = new AbortController();
	return await new Promise<T | 'late' | 'cancelled'>((resolve, reject) => {
		const giveUp = (why: 'late' | 'cancelled') => {
			forget();
			resolve(why);
			aborting.abort();
		};
		const cancel = () => giveUp('cancelled');
		const entry = { endsAtMs: performance.now() + limitMs, expire: () => giveUp('late') };
		const forget = () => {
			waiting.delete(entry);
			cancelled?.removeEventListener('abort', cancel);
		};
		waiting.add(entry);
		cancelled?.addEventListener('abort', cancel);
		void tick();
		work(aborting.signal).then(resolve, reject).finally(forget);
	});
}

/** One clock for all deadlines. */
async function tick(): Promise<void> {
	if (ticking) return;
	ticking = true;
	while (waiting.size > 0) {
		await sleep(tickMs);
		const now = performance.now();
		for (const entry of [...waiting]) if (entry.endsAtMs <= now) entry.expire();
	}
	ticking = false;
}
