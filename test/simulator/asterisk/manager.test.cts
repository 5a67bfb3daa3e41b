import { AsteriskManager } from '../../../simulator/model/asterisk/manager.cts';
import { actionsOf, list, openRawman, refusal, success, type Rawman } from './rawman.cts';

let rawman: Rawman;
let manager: AsteriskManager;

beforeEach(async () => {
	rawman = await openRawman({ Status: list([{ Channel: 'PJSIP/1002-00000001', BridgeID: '' }]) });
	manager = new AsteriskManager(rawman.url, { name: 'simulator', secret: 'secret' });
});
afterEach(() => rawman.close());

it('signs in before the first action, and once', async () => {
	await manager.ask('Ping');
	await manager.ask('Ping');

	expect(actionsOf(rawman)).toEqual(['Login', 'Ping', 'Ping']);
});

it('signs in again when Asterisk has forgotten the login', async () => {
	await manager.ask('Ping');
	rawman.logins.clear();

	await expect(manager.ask('Ping')).resolves.toEqual({ response: 'success', list: [] });
	expect(actionsOf(rawman)).toEqual(['Login', 'Ping', 'Ping', 'Login', 'Ping']);
});

it('does not sign in again for a right that is missing', async () => {
	rawman.replies.Originate = refusal('Permission denied');

	await expect(manager.ask('Originate')).resolves.toEqual({
		response: 'refused',
		message: 'Permission denied',
	});
	expect(actionsOf(rawman)).toEqual(['Login', 'Originate']);
});

it('says which user is not let in', async () => {
	const unknownUser = new AsteriskManager(rawman.url, { name: 'simulator', secret: 'wrong' });

	await expect(unknownUser.ask('Ping')).rejects.toThrow(
		'Asterisk does not let simulator in: Authentication failed',
	);
});

it('reads the items of a list, with their empty fields', async () => {
	await expect(manager.demand('Status')).resolves.toEqual([
		{ channel: 'PJSIP/1002-00000001', bridgeid: '' },
	]);
});

it('reads a value with colons in it', async () => {
	rawman.replies.Status = list([{ Data: 'sip:1002@127.0.0.1:5060' }]);

	await expect(manager.demand('Status')).resolves.toEqual([{ data: 'sip:1002@127.0.0.1:5060' }]);
});

it('sends a field that comes twice twice', async () => {
	await manager.ask('Originate', [
		['Variable', 'A=1'],
		['Variable', 'B=2'],
	]);

	expect(rawman.asked.at(-1)?.getAll('Variable')).toEqual(['A=1', 'B=2']);
});

it.each(['1002\r\nAction: Command', '1002\n', '\0'])(
	'sends no control character: %j',
	async (value) => {
		await expect(manager.ask('Hangup', [['Channel', value]])).rejects.toThrow(
			'Channel has a control character',
		);
		expect(actionsOf(rawman)).not.toContain('Hangup');
	},
);

it('says what Asterisk refused', async () => {
	rawman.replies.Originate = refusal('Originate failed');

	await expect(manager.demand('Originate')).rejects.toThrow(
		'Asterisk refused Originate: Originate failed',
	);
	rawman.replies.Originate = success;
	await expect(manager.demand('Originate')).resolves.toEqual([]);
});
