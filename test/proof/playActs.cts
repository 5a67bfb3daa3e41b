import type { Bench } from '../asterisk/bench.cts';
import type { Console } from '../asterisk/report/console.cts';
import { play } from '../asterisk/scenarios/play.cts';
import type { Finding } from '../asterisk/scenarios/scene.cts';
import type { Say } from '../n8n/say.cts';
import type { OpenAct, Stage } from './acts.cts';
import { openN8nHouse, type N8nHouse } from './n8nHouse.cts';

export interface PlayedAct {
	underTest: string;
	findings: readonly Finding[];
}

/** Plays the acts on one bench, with one n8n that is started when the first act needs it. */
export async function playActs(
	bench: Bench,
	acts: OpenAct[],
	audience: Console,
	say: Say,
): Promise<PlayedAct[]> {
	let opening: Promise<N8nHouse> | undefined;
	const stage: Stage = { bench, n8nHouse: () => (opening ??= openN8nHouse(say)) };
	const played: PlayedAct[] = [];
	try {
		for (const open of acts) played.push(await playAct(open, stage, audience));
		return played;
	} finally {
		const house = await opening?.catch(() => undefined);
		await house?.n8n.close();
	}
}

async function playAct(open: OpenAct, stage: Stage, audience: Console): Promise<PlayedAct> {
	const { underTest, scenarios, close } = await open(stage);
	try {
		const findings = await audience.during(underTest.name, (listener) =>
			play(stage.bench, underTest, scenarios, listener),
		);
		return { underTest: underTest.name, findings };
	} finally {
		await close();
	}
}
