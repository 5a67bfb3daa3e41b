import type { INodeParameters } from 'n8n-workflow';

import { Asterisk } from '../faults/pbx/asterisk.cts';
import type { Dialect } from '../faults/pbx/dialect.cts';
import { PbxServer } from '../faults/pbx/server.cts';
import type { Request } from '../faults/pbx/http.cts';
import { CredentialStore } from './credentialStore.cts';
import { monitor, startParameters } from './office.cts';
import { runNode } from './runNode.cts';

/** An Asterisk on which every order succeeds at once, with the actions that it was sent. */
class CountedAsterisk extends Asterisk implements Dialect {
	readonly actions: string[] = [];

	override read(request: Request) {
		this.actions.push(new URLSearchParams(request.body).get('Action') ?? '');
		return super.read(request);
	}
}

/** The actions of one whisper, and its result. */
async function whisper(options: INodeParameters) {
	const asterisk = new CountedAsterisk('call');
	const server = new PbxServer(asterisk, 'order');
	try {
		const baseUrl = await server.listen('http');
		const credential = new CredentialStore({
			data: { ...asterisk.credential(), baseUrl, sessionToken: '' },
		});
		const parameters = { ...monitor('whisper'), ...startParameters(options) };
		const { outputs, error } = await runNode({ credential, parameters });
		expect(error).toBeUndefined();
		return { result: outputs[0]?.[0]?.json.result, actions: asterisk.actions };
	} finally {
		server.close();
	}
}

const start = ['CoreShowChannels', 'Originate', 'CoreShowChannels', 'CoreShowChannels'];

describe('a whisper on Asterisk', () => {
	// AMI answers the order when the phone picked up: after that there is nothing to wait for.
	test.each([0, 10])('costs an order and three queries: %d s for the answer', async (seconds) => {
		expect(await whisper({ waitForAnswer: seconds })).toEqual({
			result: 'monitoring',
			actions: ['Login', ...start],
		});
	});

	test('costs two queries more when the conditions are checked first', async () => {
		expect(await whisper({ checkConditions: 'beforeCalling' })).toEqual({
			result: 'monitoring',
			actions: ['Login', 'ExtensionStateList', 'CoreShowChannels', ...start],
		});
	});
});
