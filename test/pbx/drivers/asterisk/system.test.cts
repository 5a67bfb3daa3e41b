import { changed, driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

async function infoOf(answers: Record<string, Answer | Answer[]> = {}) {
	const pbx = new RecordedPbx({
		CoreSettings: 'core-settings',
		CoreStatus: 'core-status',
		Getvar: ['clock', 'clock-offset'],
		ExtensionStateList: 'extension-states',
		...answers,
	});
	return { pbx, info: await driverOf().connect(pbx.send, pbx.clock).system?.info() };
}

it('reports what Asterisk knows of itself, and nothing else', async () => {
	const { info } = await infoOf();
	expect(info).toEqual({
		model: 'Asterisk',
		firmwareVersion: expect.stringMatching(/^22\.10\.1/) as string,
		time: '2026-11-23T18:11:30+00:00',
		startTime: expect.stringMatching(/^2026-11-23T18:11:\d\d\+00:00$/) as string,
		extensions: 4,
	});
});

it('gives the start the offset that the clock had then', async () => {
	const { pbx, info } = await infoOf({
		CoreStatus: changed('core-status', ["date='2026-11-23'", "date='2026-07-01'"]),
		Getvar: [changed('clock', ['+0000', '+0100']), changed('clock-offset', ['+0000', '+0200'])],
	});
	expect(info).toMatchObject({
		time: '2026-11-23T18:11:30+01:00',
		startTime: expect.stringMatching(/^2026-07-01T18:11:\d\d\+02:00$/) as string,
	});
	const [, asked] = pbx.sent.filter(({ action }) => action === 'Getvar');
	expect(asked?.fields).toEqual([
		['Variable', expect.stringMatching(/^STRFTIME\(\d{10},,%z\)$/) as string],
	]);
});

it('leaves out times and extensions that the PBX does not report', async () => {
	const { info } = await infoOf({
		Getvar: changed('clock', ['2026-11-23T18:11:30+0000', '']),
		ExtensionStateList: 'channels-none',
		DeviceStateList: 'unknown-command',
	});
	expect(info).toEqual({
		model: 'Asterisk',
		firmwareVersion: expect.stringMatching(/^22\.10\.1/) as string,
	});
});

it('names the right that the manager user lacks', async () => {
	const { info } = await infoOf({ CoreSettings: 'right-missing' });
	const { kind, message, remedy } = failureOf(info);
	expect(kind).toBe('forbidden');
	expect(message).toBe('The manager user lacks the right `reporting`');
	expect(remedy).toContain('CoreSettings');
});
