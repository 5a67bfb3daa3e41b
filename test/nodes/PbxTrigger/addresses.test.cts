import {
	isAllowed,
	readAllowedAddresses,
} from '../../../nodes/PbxTrigger/webhook/allowedAddresses';
import { atLeastEvery } from '../../../nodes/PbxTrigger/registration/cron';
import { reportAddress } from '../../../nodes/PbxTrigger/registration/reportAddress';
import { Failure } from '../../../pbx/model/failure';
import { formatAddress } from '../../../pbx/model/events';

const own = 'http://192.168.1.20:5678/webhook/hook/id/:key';
const pbx = 'https://192.168.1.10:8088';

function sent(webhookUrl: string, override = '', pbxOrigin = pbx): string {
	const address = reportAddress(webhookUrl, 'KEY', override, pbxOrigin);
	return address instanceof Failure ? address.message : formatAddress(address);
}

describe('the report address', () => {
	test.each([
		[own, '', '192.168.1.20:5678/webhook/hook/id/KEY'],
		['http://n8n.lan/webhook/hook/id/:key', '', 'n8n.lan:80/webhook/hook/id/KEY'],
		['http://[fd00::20]:5678/webhook/h/id/:key', '', '[fd00::20]:5678/webhook/h/id/KEY'],
		[own, '10.0.0.5', '10.0.0.5:80/webhook/hook/id/KEY'],
		[own, '10.0.0.5:81', '10.0.0.5:81/webhook/hook/id/KEY'],
		[own, 'http://10.0.0.5:81/', '10.0.0.5:81/webhook/hook/id/KEY'],
		[own, 'http://proxy.lan:81/n8n/', 'proxy.lan:81/n8n/webhook/hook/id/KEY'],
		['https://n8n.example.com/x/webhook/hook/id/:key', 'nas:5678', 'nas:5678/webhook/hook/id/KEY'],
	])('%s with the override %j is %s', (webhookUrl, override, expected) => {
		expect(sent(webhookUrl, override)).toBe(expected);
	});

	test('may be this machine when the PBX is on it, too', () => {
		const local = 'http://localhost:5678/webhook/hook/id/:key';
		expect(sent(local)).toContain('means another machine to the PBX');
		expect(sent(local, '', 'http://127.0.0.1:8088')).toBe('localhost:5678/webhook/hook/id/KEY');
	});

	test.each(['https://n8n.lan', 'nas:99999', 'nas:0', 'a b', 'user@nas', 'nas?x', 'ftp://nas'])(
		'the override %j is refused',
		(override) => {
			expect(sent(own, override)).toContain("'Report Address Override'");
		},
	);
});

describe('allowed addresses', () => {
	function allows(entries: string[], sender: string): boolean {
		const allowed = readAllowedAddresses(entries);
		if (allowed instanceof Failure) throw new Error(allowed.message);
		return isAllowed(sender, allowed);
	}

	test.each<[string[], string, boolean]>([
		[[], '203.0.113.9', true],
		[['192.168.1.10'], '192.168.1.10', true],
		[['192.168.1.10'], '192.168.1.100', false],
		[['192.168.1.10'], '::ffff:192.168.1.10', true],
		[['::ffff:192.168.1.10'], '192.168.1.10', true],
		[['10.0.0.0/24'], '10.0.0.255', true],
		[['10.0.0.0/24'], '10.0.1.0', false],
		[['0.0.0.0/0'], '203.0.113.9', true],
		[['10.0.0.7/32'], '10.0.0.7', true],
		[['10.0.0.7/32'], '10.0.0.6', false],
		[['255.255.255.255/31'], '255.255.255.254', true],
		[['FD00::1'], 'fd00::1', true],
		[['10.0.0.0/8'], 'fd00::1', false],
		[['10.0.0.0/8'], '', false],
	])('%j and %s: %s', (entries, sender, expected) => {
		expect(allows(entries, sender)).toBe(expected);
	});

	test.each(['pbx.lan', '10.0.0', '10.0.0.256', '10.0.0.0/33', '10.0.0.0/x', 'fd00::/8', '1/2/3'])(
		'%j is refused',
		(entry) => {
			const allowed = readAllowedAddresses(['10.0.0.1', entry]);
			expect(allowed instanceof Failure && allowed.message).toContain(entry);
		},
	);
});

test.each([
	[1, '* * * * * *'],
	[2, '*/2 * * * * *'],
	[45, '*/45 * * * * *'],
])('a beat at least every %i s is the cron expression %s', (seconds, expression) => {
	expect(atLeastEvery(seconds)).toBe(expression);
});

test.each([
	[60, 1],
	[90, 1],
	[600, 10],
	[1200, 20],
])('a beat at least every %i s is one every %i min', (seconds, minutes) => {
	expect(atLeastEvery(seconds)).toMatch(new RegExp(`^[0-5]?\\d \\*/${minutes} \\* \\* \\* \\*$`));
});
