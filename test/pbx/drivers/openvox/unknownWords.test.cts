import { openDriver } from '../../../../pbx/drivers/openDriver';
import { Failure } from '../../../../pbx/model/failure';
import type { Pbx } from '../../../../pbx/model/pbx';

// A word from the PBX that names a built-in property of objects is as unknown as any other.

/** The driver of a PBX that answers every request with these fields. */
function answering(fields: object): Pbx {
	const driver = openDriver({
		pbx: 'openVoxUc',
		baseUrl: 'http://127.0.0.1:8088',
		username: 'api',
		password: 'secret',
	});
	if (driver instanceof Failure) throw new Error(driver.message);
	const body = JSON.stringify({ status: 'Success', ...fields });
	const clock = { now: () => 0, cancelled: () => false, sleep: () => Promise.resolve() };
	return driver.connect(() => Promise.resolve({ status: 200, headers: {}, body }), clock);
}

describe.each(['constructor', '__proto__', 'toString', 'Odd'])('%j', (word) => {
	test('is no state and no permission of an extension', async () => {
		const row = { extnumber: '106', status: word, monitormode: word };
		const [extension] = (await answering({ extinfos: [row] }).extensions?.query([
			'106',
		])) as object[];
		expect(extension).toMatchObject({ state: 'unknown', rawState: word });
		expect(extension).toHaveProperty('monitorMode', undefined);
	});

	test('is no state of an agent', async () => {
		const members = [{ agent: '106', agentstatus: word }];
		const queue = { queuenumber: '6400', queuestatus: { callercount: '0', members } };
		const status = await answering({ queue }).queues?.status('6400');
		expect(status).toMatchObject({ agents: [{ state: 'unknown', rawState: word }] });
	});

	test('is no state of a call over a trunk', async () => {
		const inbound = [{ inboundid: '1.1', from: '0160', trunk: 'a', status: word }];
		const calls = await answering({ inbound }).calls?.list?.();
		expect(calls).toMatchObject([{ id: '1.1', state: 'unknown' }]);
	});

	test('is no number of a refusal', async () => {
		const refused = await answering({ status: 'Failed', errno: word }).queues?.status('6400');
		expect(refused).toMatchObject({ kind: 'refused', pbxCode: '' });
	});
});
