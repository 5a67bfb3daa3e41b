import type { MonitorMode } from '../../pbx/model/monitoring';
import type { Cell } from '../asterisk/audio/verdict.cts';
import type { PhoneName } from '../asterisk/phones.cts';
import { markdownCell, markdownTable } from '../asterisk/report/markdown.cts';
import { situationName } from '../asterisk/report/matrix.cts';
import type { Measurement } from '../asterisk/scenarios/scenarioRun.cts';
import type { StepRun } from './runSteps.cts';

const modes: readonly MonitorMode[] = ['listen', 'whisper', 'bargeIn'];

/** Who hears, and whom. */
const pairs: readonly [title: string, listener: PhoneName, tone: PhoneName][] = [
	['supervisor hears agent', 'A', 'B'],
	['supervisor hears customer', 'A', 'C'],
	['agent hears supervisor', 'B', 'A'],
	['agent hears customer', 'B', 'C'],
	['customer hears agent', 'C', 'B'],
	['customer hears supervisor', 'C', 'A'],
];

/** One line for each mode: whose voice reaches whom. */
export function summaryTable(runs: readonly StepRun[]): string {
	const head = ['mode', 'ordered through', ...pairs.map(([title]) => title)];
	const rows = modes.flatMap((mode) =>
		runs.flatMap(({ subject, findings }) => {
			const measurement = findings.find(
				(finding) => finding.kind === 'measurement' && finding.situation === mode,
			);
			return measurement?.kind === 'measurement' ? [row(mode, subject, measurement)] : [];
		}),
	);
	return markdownTable([head, ...rows]);
}

function row(mode: MonitorMode, subject: string, { proof }: Measurement): string[] {
	const cell = (listener: PhoneName, tone: PhoneName): Cell | undefined =>
		proof.verdict.cells.find((each) => each.listener === listener && each.tone === tone);
	const levels = pairs.map(([, listener, tone]) => markdownCell(cell(listener, tone)));
	return [situationName[mode], subject, ...levels];
}
