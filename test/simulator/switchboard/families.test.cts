import { startSimulator } from '../../../simulator/simulator.cts';
import {
	aboutEvents,
	pbxNames,
	simulatedSwitchboard,
} from '../../../simulator/switchboard/simulatedSwitchboard.cts';

const simulators = {
	openVox: () => startSimulator(),
	yeastarP: () => startSimulator({ family: 'yeastarP' }),
	grandstreamUcm: () => startSimulator({ family: 'grandstreamUcm' }),
};

test.each(['openVox', 'yeastarP', 'grandstreamUcm'] as const)(
	'the switchboard shows the phones of %s and the requests to it, without a secret',
	async (family) => {
		const simulator = await simulators[family]();
		try {
			const switchboard = await simulatedSwitchboard(simulator, {
				pbx: pbxNames[family],
				aboutEvents: aboutEvents[family],
				calls: [{ direction: 'inbound', from: '0151234567', to: '106' }],
			});
			const { username, password } = simulator.account;
			const requests = {
				openVox: ['/api/v0.0.1/login?type=json', { username, password }],
				yeastarP: ['/openapi/v1.0/get_token', { username, password }],
				grandstreamUcm: ['/api', { request: { action: 'challenge', user: username } }],
			} as const;
			const [path, body] = requests[family];
			await fetch(`${simulator.url}${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});

			const state = await switchboard.state();
			expect(state.phones.find(({ number }) => number === '106')?.state).toBe('inCall');
			expect(state.calls.at(-1)?.sentences).toEqual(['0151234567 talks with 106']);
			expect(state.apiCalls).toHaveLength(1);
			expect(JSON.stringify(state)).not.toContain('canary');
		} finally {
			await simulator.close();
		}
	},
);
