import type { Page } from 'playwright-core';
import type { DemoPbx, Fire } from '../../../tools/demo/demoPbx.cts';
import { nextMoves } from '../../../tools/demo/moves.cts';
import { firing } from '../../../tools/demo/scenarios.cts';
import {
	openGrandstreamUcm,
	openOpenVox,
	openYeastarP,
} from '../../../tools/demo/simulatedPbx.cts';
import { importExamples } from '../../../tools/demo/workflows.cts';
import { silent, type Log } from '../../../tools/log.cts';
import { deleteWorkflow, type WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import '../setup/environment.cts';
import { arrow, closeBrowser, openSwitchboard, press, tryOut } from './shownPage.cts';

const openers: Record<string, (log: Log, fire: Fire) => Promise<DemoPbx>> = {
	openVox: openOpenVox,
	yeastarP: openYeastarP,
	grandstreamUcm: openGrandstreamUcm,
};

/** What the shell makes of a printed command. */
async function runs(command: string): Promise<number> {
	const url = /http:\S+/.exec(command)?.[0] ?? '';
	const body = / -d '(.*)' /.exec(command)?.[1];
	const reply = await fetch(url, {
		method: 'POST',
		...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
	});
	return reply.status;
}

describe.each(Object.entries(openers))('the demo on a simulated %s', (_family, open) => {
	let pbx: DemoPbx;
	let page: Page;
	let imported: WorkflowRef[] = [];

	beforeAll(async () => {
		pbx = await open(
			silent,
			firing(() => environment.n8n),
		);
		const credential = await pbx.createCredential(environment.session);
		imported = await importExamples(environment.session, credential, pbx.numbers);
		page = await openSwitchboard(pbx.page.url);
	});

	afterAll(async () => {
		await page?.context().close();
		for (const workflow of imported) await deleteWorkflow(environment.session, workflow);
		await pbx?.close();
	});
	afterAll(closeBrowser);

	test('its buttons work again and again, whatever was pressed before', async () => {
		for (const button of [
			'Fire the CRM event',
			'Fire the CRM event',
			'Send the keyword alert',
			'Reset the phones',
			'Send the keyword alert',
		]) {
			const said = await tryOut(page, button);
			expect([button, said]).toEqual([
				button,
				button === 'Reset the phones'
					? 'The phones are as they were at the start.'
					: expect.stringMatching(/^n8n answered 200: /),
			]);
			if (button !== 'Reset the phones') await arrow(page, '101', '106').waitFor();
		}
		await press(page, 'Unplug', '101');
		await press(page, 'Hang up', '106');
		expect(await tryOut(page, 'Fire the CRM event')).toMatch(/^n8n answered 200: /);
	});

	test('the commands that it prints work one after the other, from where it ends', async () => {
		await tryOut(page, 'Reset the phones');
		await tryOut(page, 'Fire the CRM event');
		const commands = nextMoves(environment.n8n, pbx)
			.map((line) => line.trim())
			.filter((line) => line.startsWith('curl '));
		expect(commands).toHaveLength(5);

		const [ringing = '', ...others] = commands;
		expect(await runs(ringing)).toBe(200);
		await press(page, 'Pick up', pbx.ringing.supervisor);
		await arrow(page, pbx.ringing.supervisor, pbx.ringing.agent).waitFor();
		for (const command of others) expect([command, await runs(command)]).toEqual([command, 200]);
		await arrow(page, '101', '106').waitFor();
	});
});
