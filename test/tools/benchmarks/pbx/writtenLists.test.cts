import { runningClock } from '../../../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../../../simulator/manualApi.cts';
import { defaultOffice } from '../../../../simulator/model/office.cts';
import { InMemoryPbx } from '../../../../simulator/model/inMemory/inMemoryPbx.cts';
import {
	serveWrittenLists,
	type WrittenLists,
} from '../../../../tools/benchmarks/pbx/writtenLists.cts';
import { post, tokenOf } from '../../../simulator/api.cts';

let pbx: ManualApi;
let front: WrittenLists;

beforeEach(async () => {
	pbx = await serveManualApi(new InMemoryPbx(defaultOffice(), runningClock()));
	front = await serveWrittenLists(pbx.url);
});
afterEach(async () => {
	await front.close();
	await pbx.close();
});

function queryAt(url: string, token: string) {
	return post(url, 'extension/query', { type: 'json', token }, '{"number":"all"}');
}

test('a list is what the PBX gives, and the PBX is asked once', async () => {
	const token = await tokenOf({ ...pbx, url: front.url });
	const lists = [await queryAt(front.url, token), await queryAt(front.url, token)];
	expect(pbx.counters.requests['extension/query']).toBe(1);
	const direct = await queryAt(pbx.url, token);
	expect(direct.text).toContain('extinfos');
	expect(lists).toEqual([direct, direct]);
});

test('a refusal is not kept', async () => {
	const refused = await queryAt(front.url, 'no token of this PBX');
	expect(refused.text).toContain('Failed');
	expect((await queryAt(front.url, await tokenOf(pbx))).text).toContain('extinfos');
});
