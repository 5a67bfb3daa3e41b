import type { Cell } from '../audio/judge.cts';
import { phoneNames, toneOf } from '../phones.cts';
import type { Finding, Measurement } from '../scenarios/scene.cts';
import { dbfsText, situationName } from './matrix.cts';
import { checksOf } from './tally.cts';

/** The levels of several measurements as a Markdown table. */
export function levelsTable(findings: readonly Finding[]): string {
	const measurements = findings.filter((finding) => finding.kind === 'measurement');
	const tones = phoneNames.map((name) => `${name}'s tone (${toneOf[name]} Hz)`);
	const head = ['scenario', 'moment', 'judged as', 'listener', ...tones, 'verdict'];
	const rows = [head, head.map(() => '---'), ...measurements.flatMap(rowsOf)];
	return rows.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function rowsOf(measurement: Measurement): string[][] {
	const { scenario, what, situation, proof } = measurement;
	const passed = checksOf(measurement).every((check) => check.passed);
	return phoneNames.map((listener, n) => [
		...(n === 0 ? [scenario, what, situationName[situation]] : ['', '', '']),
		listener,
		...proof.verdict.cells.filter((cell) => cell.listener === listener).map(cellText),
		n === 0 ? (passed ? 'passed; fails as all others' : '**failed**') : '',
	]);
}

function cellText({ dbfs, measured }: Cell): string {
	const level = dbfsText(dbfs);
	if (measured === 'heard') return `**${level}**`;
	return measured === 'notHeard' ? level : `${level} (unclear)`;
}
