import type { Cell, Situation, Verdict } from '../audio/verdict.cts';
import { phoneNames, toneOf } from '../phones.cts';
import type { Measurement } from '../scenarios/scenarioRun.cts';

export const situationName: Record<Situation, string> = {
	notMonitored: 'no monitoring',
	listen: 'listen',
	whisper: 'whisper',
	bargeIn: 'barge-in',
	noCall: 'no call',
};

const hearingName = { heard: 'heard', notHeard: 'not heard', unclear: 'UNCLEAR' } as const;

const columns = [10, 19, 19, 19, 19];

/** The levels of one measurement: a line for each phone that listens, a column for each tone. */
export function matrix({
	what,
	proof,
	levels,
}: Pick<Measurement, 'what' | 'proof' | 'levels'>): string[] {
	const { cells, situation } = proof.verdict;
	const head = ['listener', ...phoneNames.map((tone) => `${tone} ${toneOf[tone]} Hz`)];
	const sent = ['sent', ...phoneNames.map((name) => dbfsText(levels[name].sent ?? -Infinity))];
	const rows = phoneNames.map((listener) => [
		listener,
		...cells.filter((cell) => cell.listener === listener).map(cellText),
	]);
	return [
		`${what} (to be judged as ${situationName[situation]})`,
		...[head, sent, ...rows].map((row) => `  ${line(row)}`),
	];
}

function line(row: string[]): string {
	return row
		.map((text, n) => text.padEnd(columns[n] ?? 0))
		.join('')
		.trimEnd();
}

export function dbfsText(dbfs: number): string {
	return Number.isFinite(dbfs) ? dbfs.toFixed(1) : 'none';
}

function cellText({ dbfs, measured, expected }: Cell): string {
	return `${dbfsText(dbfs).padStart(6)} ${hearingName[measured]}${measured === expected ? '' : ' !'}`;
}

/** `C hears A` or `A does not hear B`, for a cell that is not as expected. */
export function deviation({ listener, tone, measured }: Cell): string {
	if (measured === 'unclear') return `${listener} hears ${tone} unclearly`;
	return measured === 'heard' ? `${listener} hears ${tone}` : `${listener} does not hear ${tone}`;
}

export function deviations({ wrong }: Verdict): string {
	return wrong.map(deviation).join(', ');
}
