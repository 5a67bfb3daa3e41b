import { z } from 'zod';

/** What the caller of the webhook heard: the node's own words, or nothing because n8n was not there. */
export type Heard = 'accepted' | 'may have acted' | 'not done' | 'nothing';

export interface AskedWhisper {
	supervisor: string;
	heard: Heard | 'not yet';
}

const refusalShape = z.object({ why: z.string() });

/** Asks for a whisper by a supervisor of its own, and keeps what comes back. */
export function askWhisper(url: string, number: number): AskedWhisper {
	const asked: AskedWhisper = { supervisor: String(100_000 + number), heard: 'not yet' };
	void post(url, { supervisor: asked.supervisor, agent: String(500_000 + number) }).then(
		(heard) => (asked.heard = heard),
	);
	return asked;
}

async function post(url: string, body: unknown): Promise<Heard> {
	try {
		const reply = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(90_000),
		});
		const text = await reply.text();
		if (reply.status === 200) return 'accepted';
		if (reply.status !== 409) return 'nothing';
		const { why } = refusalShape.parse(JSON.parse(text));
		return why.includes('may have acted') ? 'may have acted' : 'not done';
	} catch {
		return 'nothing';
	}
}
