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

const step = 25;

/** Looks every 25 ms until `look` finds something; gives up with a sentence that names `what`. */
export async function until<T>(
	what: string,
	within: number,
	look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
	const looks = Math.ceil(within / step);
	const end = Date.now() + within;
	for (let n = 0; n <= looks; n++) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) break;
		await sleep(step);
	}
	throw new Error(`Waited ${within / 1000} s in vain for ${what}.`);
}
