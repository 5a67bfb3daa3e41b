import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer; gives undefined when the time is over. */
export async function poll<T>(
	limitMs: number,
	ask: () => Promise<T | undefined> | T | undefined,
): Promise<T | undefined> {
	const end = Date.now() + limitMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= end) return undefined;
		await sleep(100);
	}
}
