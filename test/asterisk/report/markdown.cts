import type { Cell } from '../audio/judge.cts';
import type { Versions } from '../installation/installation.cts';
import { phoneNames, toneDbfs, toneOf } from '../phones.cts';
import type { Finding, Measurement } from '../scenarios/scene.cts';
import { dbfsText, situationName } from './matrix.cts';
import { checksOf } from './tally.cts';

export interface Proven {
	underTest: string;
	listensTo: string;
	versions: Versions;
	findings: readonly Finding[];
}

/** The levels of a whole run as a Markdown table. */
export function levelsTable({ underTest, listensTo, versions, findings }: Proven): string {
	const measurements = findings.filter((finding) => finding.kind === 'measurement');
	const tones = phoneNames.map((name) => `${name}'s tone (${toneOf[name]} Hz)`);
	const head = ['scenario', 'moment', 'judged as', 'listener', ...tones, 'verdict'];
	const rows = [head, head.map(() => '---'), ...measurements.flatMap(rowsOf)];
	return [
		`Under test: ${underTest}. ${versions.asterisk}; phones: ${versions.phones}.`,
		`Levels in dBFS from ${listensTo}; every phone sends its tone at ${toneDbfs} dBFS.`,
		'**Bold**: heard (within 3 dB of what was sent). Plain: not heard (at least 40 dB below it).',
		'A (1001) is the supervisor, B (1002) the agent, C (1003) the customer, D (1004) a second agent.',
		'',
		...rows.map((row) => `| ${row.join(' | ')} |`),
		'',
	].join('\n');
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
