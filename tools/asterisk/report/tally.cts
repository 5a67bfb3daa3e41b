import type { Finding } from '../scenarios/scenarioRun.cts';
import { deviations, situationName } from './matrix.cts';

export interface Check {
	passed: boolean;
	text: string;
}

/**
 * Single checks of a finding. A measurement counts once as what it should be, and once for every other
 * situation, as which it must fail.
 */
export function checksOf(finding: Finding): Check[] {
	if (finding.kind === 'fact') {
		const { what, failure } = finding;
		return [
			{ passed: failure === undefined, text: failure === undefined ? what : `${what}: ${failure}` },
		];
	}
	const { verdict, others } = finding.proof;
	const own = situationName[verdict.situation];
	return [
		verdict.wrong.length === 0
			? { passed: true, text: `judged as ${own}: everything is as it must be` }
			: { passed: false, text: `judged as ${own}: ${deviations(verdict)}` },
		...others.map((other) => {
			const name = situationName[other.situation];
			return other.wrong.length > 0
				? { passed: true, text: `judged as ${name}: fails as it must (${deviations(other)})` }
				: { passed: false, text: `judged as ${name}: passes, but must not` };
		}),
	];
}
