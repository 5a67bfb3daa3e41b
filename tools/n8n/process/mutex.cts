import {
	linkSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { poll } from '../../poll.cts';
import type { Log } from '../../log.cts';

/** A ticket file is created whole and only once: whoever creates the next number has the turn. */
interface Ticket {
	number: number;
	holder: number | 'free';
}

/** One process at a time does the work; the ticket of a process that died counts as returned. */
export async function runExclusive<T>(
	folder: string,
	limitMinutes: number,
	log: Log,
	work: () => Promise<T>,
): Promise<T> {
	mkdirSync(folder, { recursive: true });
	const ticket = await takeTicket(folder, limitMinutes, log);
	try {
		return await work();
	} finally {
		releaseTicket(folder, ticket);
	}
}

async function takeTicket(folder: string, limitMinutes: number, log: Log): Promise<number> {
	let waitingFor: number | undefined;
	const taken = await poll(limitMinutes * 60_000, () => {
		const last = lastTicket(folder);
		if (last.holder !== 'free' && alive(last.holder)) {
			if (waitingFor !== last.holder)
				log(`Waiting for process ${last.holder}, which is at it already …`);
			waitingFor = last.holder;
			return undefined;
		}
		return createTicket(folder, last.number + 1);
	});
	if (taken !== undefined) return taken;
	throw new Error(
		`Process ${waitingFor} has been working in ${folder} for more than ${limitMinutes} minutes. ` +
			`If it is not one of these tests, delete that folder and try again.`,
	);
}

function lastTicket(folder: string): Ticket {
	const number = ticketNumbers(folder).at(-1);
	if (number === undefined) return { number: 0, holder: 'free' };
	const holder = Number(readFileSync(join(folder, String(number)), 'utf8'));
	return { number, holder: Number.isInteger(holder) && holder > 0 ? holder : 'free' };
}

function createTicket(folder: string, number: number): number | undefined {
	const draft = join(folder, `draft-${process.pid}`);
	writeFileSync(draft, String(process.pid));
	try {
		linkSync(draft, join(folder, String(number)));
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return undefined;
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
	for (const older of ticketNumbers(folder).filter((one) => one < number)) {
		rmSync(join(folder, String(older)), { force: true });
	}
	return number;
}

/** The number stays, marked as free, so that it is never given out twice. */
function releaseTicket(folder: string, number: number): void {
	const draft = join(folder, `draft-${process.pid}`);
	writeFileSync(draft, 'free');
	renameSync(draft, join(folder, String(number)));
}

function ticketNumbers(folder: string): number[] {
	return readdirSync(folder)
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.sort((a, b) => a - b);
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

function codeOf(error: unknown): unknown {
	return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
