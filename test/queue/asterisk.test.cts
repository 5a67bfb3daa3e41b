import { Bench } from '../../tools/asterisk/bench.cts';
import { channelsOf, extensionOf } from '../../tools/asterisk/phones.cts';
import { bareTrigger } from '../../tools/n8n/api/bareTrigger.cts';
import { countExecutions } from '../../tools/n8n/api/executions.cts';
import { deactivateWorkflow } from '../../tools/n8n/api/workflows.cts';
import { poll } from '../../tools/poll.cts';
import { createAsteriskCredential } from '../../tools/proof/asteriskCredential.cts';
import { activate, type Cluster, crmEvent, log, openCluster, shares } from './cluster.cts';

// Phone A supervises; B and C talk to each other, and both may be monitored.

let bench: Bench;
let cluster: Cluster;

beforeAll(async () => {
	bench = await Bench.open({ log });
	cluster = await openCluster();
}, 600_000);

afterAll(async () => {
	await cluster?.close();
	await bench?.close();
});

test('two workers whisper at once for the same supervisor, on a real Asterisk', async () => {
	const credential = await createAsteriskCredential(cluster.session, 'Asterisk', bench);
	const { post } = await crmEvent(cluster, 'asterisk', credential);
	const rounds = 10;
	const seen = new Map<string, number>();
	let apart = 0;
	for (let round = 1; round <= rounds; round += 1) {
		await bench.hangUpAll();
		await bench.call('C', 'B');
		const since = bench.amiObserver.now();
		let accepted = 0;
		const begun = await shares(cluster, async () => {
			const agents = [extensionOf.B, extensionOf.C];
			const answers = await Promise.all(agents.map((agent) => post(extensionOf.A, agent)));
			accepted = answers.filter(({ status }) => status === 200).length;
			for (const { status, body } of answers)
				if (status !== 200) log(`  HTTP ${status} ${JSON.stringify(body)}`);
		});
		if (begun.every((each) => each === 1)) apart += 1;
		const { amiObserver } = bench;
		const legs = amiObserver.events(
			{ event: 'Newchannel', channel: channelsOf('A') },
			since,
		).length;
		const row = `accepted ${accepted}, legs to the supervisor's phone ${legs}`;
		seen.set(row, (seen.get(row) ?? 0) + 1);
		// The PBX refuses a second channel of the supervisor's id.
		expect([accepted, legs]).toEqual([1, 1]);
		expect((await bench.channels('A')).length).toBe(1);
	}
	log(`${rounds} pairs of whispers for one supervisor, ${apart} of them on two workers:`);
	for (const [row, count] of seen) log(`  ${count} times ${row}`);
	expect(apart).toBeGreaterThan(0);
}, 400_000);

test('the main alone polls Asterisk: each answered call starts one execution, on one of the workers', async () => {
	await bench.hangUpAll();
	const credential = await createAsteriskCredential(cluster.session, 'Polled', bench);
	const answered = { family: 'asterisk', events: ['callAnswered'], filters: {}, options: {} };
	const workflow = await activate(cluster, bareTrigger('Polled', answered), credential);
	const executed = () => countExecutions(cluster.session, workflow, 'success');
	const answer = async () => {
		await bench.call('C', 'B');
		await bench.hangUpAll();
	};
	// Published is not polling yet: calls until the first one is seen.
	await poll(120_000, async () => {
		await answer();
		return await poll(5_000, async () => ((await executed()) > 0 ? true : undefined));
	});
	const first = await executed();
	const calls = 20;
	const begun = await shares(cluster, async () => {
		for (let call = 1; call <= calls; call += 1) await answer();
		await poll(60_000, async () => ((await executed()) >= first + calls ? true : undefined));
		// A second process that polls has started its execution of these calls when another one is done.
		await answer();
		await poll(60_000, async () => ((await executed()) > first + calls ? true : undefined));
	});
	log(`${calls + 1} answered calls: ${begun.join(' + ')} executions on the workers`);
	expect(await countExecutions(cluster.session, workflow)).toBe(first + calls + 1);
	expect(begun.reduce((sum, each) => sum + each, 0)).toBe(calls + 1);
	await deactivateWorkflow(cluster.session, workflow);
}, 400_000);
