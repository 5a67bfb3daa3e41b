import type { INodeParameters } from 'n8n-workflow';

import { switchValues } from '../../simulator/api/openvox/switches.cts';
import { until } from '../../tools/poll.cts';
import { byNumber, liveOffice } from './office.cts';
import { runNode, type NodeOrder, type NodeRun } from './runNode.cts';

const idleSupervisors = ['100', '101', '102', '0101', '104', '105'];

/** Asks the PBX for the state of this supervisor, and nothing else. */
const stop = (supervisor: string): INodeParameters => ({
	resource: 'monitoring',
	operation: 'stop',
	supervisorExtension: byNumber(supervisor),
	monitoredExtension: byNumber('106'),
	options: {},
});

describe.each(switchValues.unknownExtension)(
	'executions that ask for states during a query (unknown extension: %s)',
	(unknownExtension) => {
		/** What the executions gave, and the state queries that they cost. */
		async function stopTogether(supervisors: readonly string[], cancelAfter?: number) {
			const { simulator, credential } = await liveOffice(undefined, {
				switches: { unknownExtension },
			});
			try {
				const run = (supervisor: string, order: Partial<NodeOrder> = {}) =>
					runNode({ credential, parameters: stop(supervisor), ...order });
				await run('101');
				const before = simulator.counters.requests['extension/query'] ?? 0;
				const reads = credential.reads + 1 + supervisors.length;
				const isHeld = new Promise<void>((resolve) => {
					simulator.races.add({
						moment: 'before',
						endpoint: 'extension/query',
						act: async () => {
							resolve();
							// Each reads the credential just before it asks.
							await until('all to ask', 20_000, () => credential.reads >= reads || undefined);
							if (cancelAfter !== undefined) await asking;
						},
					});
				});
				const asking: Promise<NodeRun> = run('101', { cancelAfter });
				await isHeld;
				const runs = await Promise.all(supervisors.map((supervisor) => run(supervisor)));
				return {
					first: (await asking).outputs,
					results: runs.map(({ outputs, error }) => outputs[0]?.[0]?.json.result ?? error?.message),
					queries: (simulator.counters.requests['extension/query'] ?? 0) - before,
				};
			} finally {
				await simulator.close();
			}
		}

		const supervisors = (count: number) =>
			Array.from(
				{ length: count },
				(_each, n) => idleSupervisors[n % idleSupervisors.length] ?? '',
			);

		test.each([6, 60])('share the next one: %d of them', async (count) => {
			const { results, queries } = await stopTogether(supervisors(count));
			expect(new Set(results)).toEqual(new Set(['notMonitoring']));
			expect(queries).toBe(2);
		});

		test('and an extension that does not exist fails its own alone', async () => {
			const { results, queries } = await stopTogether(['999', ...supervisors(6)]);
			expect(results).toEqual([
				'Extension 999 does not exist on the PBX',
				...supervisors(6).map(() => 'notMonitoring'),
			]);
			expect(queries).toBe(unknownExtension === 'leftOut' ? 2 : 3);
		});

		test('and are not cancelled with the execution whose query it was', async () => {
			const { first, results } = await stopTogether(supervisors(6), 1_000);
			expect(first).toEqual([]);
			expect(new Set(results)).toEqual(new Set(['notMonitoring']));
		});
	},
);
