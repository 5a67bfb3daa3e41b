import type { N8n } from '../n8n/n8n.cts';
import type { DemoPbx } from './demoPbx.cts';
import { crmPath, sentence, transcriptPath } from './scenarios.cts';

function curl(n8n: Pick<N8n, 'url'>, path: string, body: object): string {
	const json = JSON.stringify(body);
	return `curl -H 'Content-Type: application/json' -d '${json}' ${n8n.url}/webhook/${path}`;
}

/** What to try after the first whisper. Each works in the state that the one before leaves behind. */
export function nextMoves(
	n8n: Pick<N8n, 'url'>,
	{ supervisor, agent, ringing, freeTheSupervisor }: Omit<DemoPbx, 'places'>,
): string[] {
	return [
		`1. A supervisor whose phone rings: press "Pick up" at ${ringing.supervisor} in the switchboard.`,
		`   ${curl(n8n, crmPath, ringing)}`,
		`2. A keyword in the transcript of ${agent}'s call. ${supervisor} has to be free for it:`,
		`   ${freeTheSupervisor}`,
		`   ${curl(n8n, transcriptPath, { agent, text: sentence })}`,
		`3. The first event again; ${supervisor} has to be free for it, too:`,
		`   ${freeTheSupervisor}`,
		`   ${curl(n8n, crmPath, { supervisor, agent })}`,
		'The switchboard has a button for the events; it frees the supervisor by itself.',
	];
}
