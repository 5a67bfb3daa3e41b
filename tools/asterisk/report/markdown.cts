import type { Cell } from '../audio/verdict.cts';
import { phoneNames, toneOf } from '../phones.cts';
import type { Finding, Measurement } from '../scenarios/scenarioRun.cts';
import { dbfsText, situationName } from './matrix.cts';
import { checksOf } from './tally.cts';

/** The first row is the head. */
export function markdownTable([head = [], ...rows]: string[][]): string {
	const all = [head, head.map(() => '---'), ...rows];
	return all.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/** Bold: heard. */
export function markdownCell(cell: Cell | undefined): string {
	if (cell === undefined) return '';
	const level = dbfsText(cell.dbfs);
	if (cell.measured === 'heard') return `**${level}**`;
	return cell.measured === 'notHeard' ? level : `${level} (unclear)`;
}

/** The levels of several measurements, every tone at every phone. */
export function levelsTable(findings: readonly Finding[]): string {
	const measurements = findings.filter((finding) => finding.kind === 'measurement');
	const tones = phoneNames.map((name) => `${name}'s tone (${toneOf[name]} Hz)`);
	const head = ['scenario', 'moment', 'judged as', 'listener', ...tones, 'verdict'];
	return markdownTable([head, ...measurements.flatMap(rowsOf)]);
}

function rowsOf(measurement: Measurement): string[][] {
	const { scenario, what, situation, proof } = measurement;
	const passed = checksOf(measurement).every((check) => check.passed);
	return phoneNames.map((listener, n) => [
		...(n === 0 ? [scenario, what, situationName[situation]] : ['', '', '']),
		listener,
		...proof.verdict.cells.filter((cell) => cell.listener === listener).map(markdownCell),
		n === 0 ? (passed ? 'passed; fails as all others' : '**failed**') : '',
	]);
}
