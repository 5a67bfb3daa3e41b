import { field, type ApiCall, type Endpoints } from '../apiCall.cts';
import type { AddressRequest } from '../../../reports/reportAddress.cts';
import { errno } from '../http/errno.cts';
import { refused, success } from '../http/replyValue.cts';

function isPort(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}

function namesReportAddress(call: ApiCall): boolean {
	return ['ipaddr', 'port', 'url'].some((name) => field(call, name) !== '');
}

function addressRequest(call: ApiCall): AddressRequest {
	return {
		clientAddress: call.clientAddress,
		ipaddr: field(call, 'ipaddr'),
		port: field(call, 'port'),
		url: field(call, 'url'),
		urltag: field(call, 'urltag'),
	};
}

export const login: Endpoints = {
	login: {
		required: ['username', 'password'],
		answer(call, { sessions, switches, reporting }) {
			const port = field(call, 'port');
			if (port === '' && switches.loginPort === 'required') {
				return Promise.resolve(refused(errno.fieldBlank));
			}
			if (port !== '' && !isPort(port)) return Promise.resolve(refused(errno.wrongPort));
			const credentials = {
				username: field(call, 'username'),
				passwordHash: field(call, 'password'),
			};
			const otherTokens = switches.secondLogin === 'killsFirst' ? 'killed' : 'kept';
			const result = sessions.signIn(call.clientAddress, credentials, otherTokens);
			if (result === 'wrong') return Promise.resolve(refused(switches.badLoginErrno));
			if (result === 'locked') {
				const { lockedErrno, badLoginErrno } = switches;
				return Promise.resolve(
					refused(lockedErrno === 'sameAsBadLogin' ? badLoginErrno : lockedErrno),
				);
			}
			const { format } = call;
			const version = field(call, 'version');
			reporting.signedIn(result.token, addressRequest(call), { version, format });
			return Promise.resolve(success({ token: result.token }));
		},
	},
};

export const session: Endpoints = {
	heartbeat: {
		required: [],
		answer(call, { switches, reporting }) {
			const blank =
				switches.heartbeatFields === 'required' &&
				['ipaddr', 'port'].some((name) => field(call, name) === '');
			if (blank) {
				return Promise.resolve(
					refused(namesReportAddress(call) ? errno.fieldBlank : errno.bodyEmpty),
				);
			}
			const port = field(call, 'port');
			if (port !== '' && !isPort(port)) return Promise.resolve(refused(errno.wrongPort));
			if (!namesReportAddress(call)) return Promise.resolve(success());
			const moved = reporting.moved(call.token, addressRequest(call));
			return Promise.resolve(moved === 'done' ? success() : refused(errno.heartbeatFailed));
		},
	},
	logout: {
		required: [],
		answer(call, { sessions }) {
			sessions.signOut(call.token);
			return Promise.resolve(success());
		},
	},
};
