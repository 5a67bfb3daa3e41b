import type { MonitorMode } from '../../pbx/model/monitoring';
import { standingClock } from '../../simulator/clock.cts';
import { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';

const customer = '0151234567';

function talkingToCustomer(): InMemoryPbx {
	const pbx = new InMemoryPbx({ ...defaultOffice(), calls: [] }, standingClock(new Date(0)));
	pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
	return pbx;
}

async function monitored(mode: MonitorMode, supervisor = '101'): Promise<InMemoryPbx> {
	const pbx = talkingToCustomer();
	const result = await pbx.monitor({ mode, supervisor, monitored: '106' }, 'one');
	expect(result).toBe('calling');
	return pbx;
}

function heardBy(pbx: InMemoryPbx): Record<string, string[]> {
	return Object.fromEntries(
		pbx.whoHearsWhom().map(({ listener, hears }) => [listener, [...hears].sort()]),
	);
}

describe('who hears whom', () => {
	it('in a plain call', () => {
		const pbx = talkingToCustomer();
		expect(heardBy(pbx)).toEqual({ '106': [customer], [customer]: ['106'] });
		expect(pbx.describeHearing()).toEqual(['0151234567 talks with 106']);
	});

	const table: [MonitorMode, Record<string, string[]>, string][] = [
		[
			'listen',
			{ '101': [customer, '106'], '106': [customer], [customer]: ['106'] },
			'101 listens to 106 and 0151234567; neither hears 101',
		],
		[
			'whisper',
			{ '101': [customer, '106'], '106': [customer, '101'], [customer]: ['106'] },
			'101 whispers to 106; 0151234567 hears only 106',
		],
		[
			'bargeIn',
			{ '101': [customer, '106'], '106': [customer, '101'], [customer]: ['101', '106'] },
			'101, 106 and 0151234567 hear each other',
		],
	];

	it.each(table)('in mode %s', async (mode, heard, sentence) => {
		const pbx = await monitored(mode);
		expect(heardBy(pbx)).toEqual(heard);
		expect(pbx.describeHearing()).toEqual([sentence]);
	});

	it.each(table)('in mode %s when the agent made the call', async (mode, heard) => {
		const pbx = new InMemoryPbx({ ...defaultOffice(), calls: [] }, standingClock(new Date(0)));
		pbx.startCall({ direction: 'outbound', from: '106', to: customer });
		await pbx.monitor({ mode, supervisor: '101', monitored: '106' }, 'one');
		expect(heardBy(pbx)).toEqual(heard);
	});

	it('is nobody while the call is on hold', async () => {
		const pbx = await monitored('bargeIn');
		await pbx.hold('106', 'on');
		expect(heardBy(pbx)).toEqual({ '101': [], '106': [], [customer]: [] });
		expect(pbx.describeHearing()).toContain('106 holds 0151234567');
		await pbx.hold('106', 'off');
		expect(heardBy(pbx)[customer]).toEqual(['101', '106']);
	});

	it('leaves out a muted agent for everybody', async () => {
		const pbx = await monitored('whisper');
		await pbx.mute('106', 'on');
		expect(heardBy(pbx)).toEqual({ '101': [customer], '106': [customer, '101'], [customer]: [] });
		expect(pbx.describeHearing()).toEqual([
			'106 is muted',
			'0151234567 hears nobody',
			'106 hears 0151234567 and 101',
			'101 hears 0151234567',
		]);
		await pbx.mute('106', 'off');
		expect(heardBy(pbx)[customer]).toEqual(['106']);
	});

	it('leaves out a muted supervisor', async () => {
		const pbx = await monitored('bargeIn');
		await pbx.mute('101', 'on');
		expect(heardBy(pbx)).toEqual({
			'101': [customer, '106'],
			'106': [customer],
			[customer]: ['106'],
		});
	});

	it('has no supervisor while the phone still rings', async () => {
		const pbx = await monitored('whisper', '105');
		expect(heardBy(pbx)).toEqual({ '105': [], '106': [customer], [customer]: ['106'] });
		expect(pbx.describeHearing()).toEqual([
			'0151234567 talks with 106',
			'105 is ringing: it will whisper to 106 when it is picked up',
		]);
		pbx.pickUp('105');
		expect(heardBy(pbx)['106']).toEqual([customer, '105']);
	});

	it('distinguishes an extension from an outside caller with the same number', () => {
		const pbx = talkingToCustomer();
		pbx.startCall({ direction: 'inbound', from: '103', to: '107' });
		pbx.startCall({ direction: 'internal', from: '103', to: '100' });
		const both = pbx.whoHearsWhom().filter(({ listener }) => listener === '103');
		expect(both.map(({ hears }) => hears)).toEqual([['107'], ['100']]);
	});

	it('joins several monitors of one call', async () => {
		const pbx = await monitored('whisper');
		await pbx.monitor({ mode: 'listen', supervisor: '103', monitored: '106' }, 'one');
		expect(heardBy(pbx)).toEqual({
			'101': [customer, '106'],
			'103': [customer, '106'],
			'106': [customer, '101'],
			[customer]: ['106'],
		});
	});

	it('is the extension at the other end in an internal call', async () => {
		const pbx = new InMemoryPbx({ ...defaultOffice(), calls: [] }, standingClock(new Date(0)));
		pbx.startCall({ direction: 'internal', from: '100', to: '106' });
		await pbx.monitor({ mode: 'whisper', supervisor: '101', monitored: '106' }, 'one');
		expect(pbx.describeHearing()).toEqual(['101 whispers to 106; 100 hears only 106']);
		expect(heardBy(pbx)['100']).toEqual(['106']);
	});
});
