import { setTimeout as wait } from 'node:timers/promises';

import { Cell, type CellResult } from './cell.cts';
import type { Plan } from './plan.cts';
import { connectionFaults } from './faults/connectionFaults.cts';
import type { Fault } from './faults/fault.cts';
import { ProcessTime } from './processTime.cts';
import { replyFaults } from './faults/replyFaults.cts';
import { cancellations, clockFaults, sessionFaults } from './faults/sessionFaults.cts';
import { Logs } from './logs.cts';
import { operationsOf } from './operations.cts';
import type { DialectName } from './pbx/dialect.cts';
import { failures, table } from './table.cts';

const faults = [...connectionFaults, ...replyFaults, ...sessionFaults, ...cancellations];

const dialects: DialectName[] = ['JSON', 'XML', 'AMI', 'P-Series', 'UCM'];

/** Cells at a time: most of their time they wait. */
const together = 48;

/** Of these, how many run without a fault at a time: there they compute, and would slow one another down. */
const preparing = 4;

/** A clock that jumped back after a failed sign-in may cost the pause of one second, and no more. */
const afterJumpMs = 1_500;

/** Within this time after the last cell, no timer of the product is left. */
const timersSettleMs = 5_000;

const [only] = process.argv.slice(2);
const logs = new Logs();

// Whatever ends the process before the report is a failure.
process.exitCode = 1;
main().catch((error: unknown) => {
	logs.print(`The suite broke: ${String(error instanceof Error ? error.stack : error)}`);
	logs.print('\n0 passed, 1 failed');
});

async function main(): Promise<void> {
	const wanted = (list: Fault[]) => list.filter(({ name }) => !only || name.includes(only));
	const results: CellResult[] = [];
	const light = wanted(faults).filter(({ heavy }) => !heavy);
	results.push(...(await runAll(plansOf(light), together)));
	const heavy = wanted(faults).filter((fault) => fault.heavy);
	results.push(...(await runHeavy(plansOf(heavy))));
	for (const fault of wanted(clockFaults)) results.push(...(await runWithJump(fault)));
	await new ProcessTime().until(timersSettleMs, () => timers() === 0);
	report(results);
}

function timers(): number {
	return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

/** Every operation of every dialect for each of these faults. */
function plansOf(list: readonly Fault[]): Plan[] {
	return list.flatMap((fault) =>
		dialects.flatMap((dialect) =>
			operationsOf(dialect).flatMap((operation): Plan[] => {
				if (fault.inTextOnly && operation.getsFile) return [];
				const plan = { fault, dialect, operation };
				if (operation.kind === 'query') return [{ ...plan, hits: 'query' }];
				const looks = operation.looksFirst && fault.at === 'request' && fault.spoil !== undefined;
				return [
					{ ...plan, hits: 'order' },
					...(looks ? [{ ...plan, hits: 'query' as const }] : []),
				];
			}),
		),
	);
}

async function runAll(plans: readonly Plan[], atATime: number): Promise<CellResult[]> {
	const queue = [...plans];
	const results: CellResult[] = [];
	const work = async (prepare: (cell: Cell) => Promise<void>) => {
		for (let plan = queue.shift(); plan; plan = queue.shift()) {
			const cell = new Cell(plan);
			await prepare(cell);
			results.push(await cell.meet());
		}
	};
	const lanes = Array.from({ length: preparing }, oneAfterTheOther);
	await Promise.all(
		lanes.flatMap((prepare) =>
			Array.from({ length: atATime / preparing }, async () => await work(prepare)),
		),
	);
	return results;
}

/** Prepares the cells of several workers, each when the one before is ready. */
function oneAfterTheOther(): (cell: Cell) => Promise<void> {
	let before = Promise.resolve();
	return async (cell) => {
		before = before.then(async () => await cell.prepare());
		await before;
	};
}

/**
 * One after the other. A column whose first cells went beyond the limit is not carried on; its other cells count as failed.
 */
async function runHeavy(plans: readonly Plan[]): Promise<CellResult[]> {
	const results: CellResult[] = [];
	const slow = new Map<string, number>();
	for (const plan of plans) {
		const column = `${plan.fault.name} ${plan.dialect} ${plan.operation.kind}`;
		if ((slow.get(column) ?? 0) >= 2) {
			const notRun = { kind: 'not run', detail: 'two cells before it went beyond the limit' };
			results.push({ plan, violations: [notRun], secrets: [], hung: true });
			continue;
		}
		const cell = new Cell(plan);
		await cell.prepare();
		const result = await cell.meet();
		if (result.hung) slow.set(column, (slow.get(column) ?? 0) + 1);
		results.push(result);
	}
	return results;
}

/** Prepares all cells, lets the clock jump once for all of them, and goes on. */
async function runWithJump(fault: Fault): Promise<CellResult[]> {
	const cells = plansOf([fault]).map((plan) => new Cell(plan));
	for (const cell of cells) await cell.prepare();
	const realNow = Date.now;
	Date.now = () => realNow() + (fault.clockJumpMs ?? 0);
	await wait(afterJumpMs);
	try {
		return await Promise.all(cells.map(async (cell) => await cell.meet()));
	} finally {
		Date.now = realNow;
	}
}

function report(results: CellResult[]): void {
	const logged = logs.all();
	for (const { violations, secrets } of results) {
		const leaked = secrets.filter((secret) => logged.includes(secret));
		if (leaked.length > 0) violations.push({ kind: 'secret logged', detail: `${leaked.length}` });
	}
	const failed = results.filter(({ violations }) => violations.length > 0).length;
	const left = timers();
	const loose = logs.rejections.length + (left > 0 ? 1 : 0);
	logs.print(table(results));
	if (failed > 0) logs.print(`\n${failures(results)}`);
	for (const rejection of logs.rejections) logs.print(`Unhandled: ${rejection}`);
	if (left > 0) logs.print(`Timers left: ${left}`);
	logs.print(`\n${results.length - failed} passed, ${failed + loose} failed`);
	process.exitCode = failed + loose > 0 || results.length === 0 ? 1 : 0;
}
