import { standingClock } from '../../simulator/clock.cts';
import { InMemoryPbx } from '../../simulator/model/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';

function newPbx() {
	return new InMemoryPbx(defaultOffice(), standingClock(new Date(0)));
}

it('queues are listed with their members and callers', async () => {
	const pbx = newPbx();
	pbx.startCall({ direction: 'inbound', from: '0151234567', to: '9998' });

	expect(await pbx.queues()).toEqual([
		{
			number: '9998',
			members: [
				{ number: '106', state: 'idle' },
				{ number: '107', state: 'idle' },
				{ number: '109', state: 'onHold' },
			],
			waitingCallers: 1,
		},
	]);
});

it('rights bind a monitoring request unless they are ignored', async () => {
	const pbx = newPbx();
	pbx.startCall({ direction: 'inbound', from: '0151234567', to: '108' });
	const request = { mode: 'whisper', supervisor: '100', monitored: '108' } as const;

	expect(await pbx.monitor(request, 'any')).toEqual(['modeNotAllowed', 'monitoringNotAllowed']);
	expect(await pbx.monitor(request, 'any', 'ignored')).toBe('calling');
});
