import type { ITriggerFunctions } from 'n8n-workflow';

/** Both signatures of n8n's helper: n8n-workflow takes an object from 1.102 on, the expression before. */
interface CronHelper {
	registerCron(cron: string | { expression: string }, onTick: () => Promise<void>): void;
}

/** Calls `onTick` at least this often, until n8n ends the trigger. */
export function repeatEvery(
	seconds: number,
	{ helpers }: Pick<ITriggerFunctions, 'helpers'>,
	onTick: () => Promise<void>,
): void {
	const helper: CronHelper = helpers;
	const expression = atLeastEvery(seconds);
	try {
		helper.registerCron({ expression }, onTick);
	} catch {
		helper.registerCron(expression, onTick);
	}
}

/** A cron expression whose pauses are never longer than this. */
export function atLeastEvery(seconds: number): string {
	if (seconds === 1) return '* * * * * *';
	if (seconds < 60) return `*/${seconds} * * * * *`;
	// Not every PBX of an n8n at the same second.
	const second = Math.floor(Math.random() * 60);
	return `${second} */${Math.floor(seconds / 60)} * * * *`;
}
