import { field, type Endpoints, type YeastarPPbx } from '../apiCall.cts';
import { refused, success, type Answer, type ReplyFields } from '../http/answer.cts';
import type { TokenPair } from '../sessions/tokenPairs.cts';

function pairFields(pair: TokenPair): ReplyFields {
	return {
		access_token_expire_time: pair.accessLifetimeMs / 1000,
		access_token: pair.access,
		refresh_token_expire_time: pair.refreshLifetimeMs / 1000,
		refresh_token: pair.refresh,
	};
}

function blocked(forMs: number, { switches, clock }: YeastarPPbx): Answer {
	switch (switches.blockExpireTime) {
		case 'secondsLeft':
			return refused('70004', { block_expire_time: Math.ceil(forMs / 1000) });
		case 'epochSeconds':
			return refused('70004', { block_expire_time: Math.ceil((clock.now() + forMs) / 1000) });
		case 'absent':
			return refused('70004');
	}
}

export const session: Endpoints = {
	get_token: {
		method: 'POST',
		open: true,
		required: ['username', 'password'],
		answer(call, pbx) {
			const given = { username: field(call, 'username'), password: field(call, 'password') };
			const otherTokens = pbx.switches.secondSignIn === 'killsFirst' ? 'killed' : 'kept';
			const result = pbx.sessions.signIn(call.clientAddress, given, otherTokens);
			if (result === 'noSlot') return Promise.resolve(refused('60002'));
			if (result === 'wrong') {
				const wrong = { field: 'username or password', value: 'error' };
				return Promise.resolve(refused('-1', { invalid_param_list: [wrong] }));
			}
			return Promise.resolve(
				'blockedForMs' in result ? blocked(result.blockedForMs, pbx) : success(pairFields(result)),
			);
		},
	},
	refresh_token: {
		method: 'POST',
		open: true,
		required: ['refresh_token'],
		answer(call, { sessions, switches }) {
			const result = sessions.refresh(field(call, 'refresh_token'), {
				oldAccess: switches.refreshedToken === 'keepsOld' ? 'kept' : 'killed',
				usedRefresh: switches.usedRefreshToken,
			});
			return Promise.resolve(result === 'unknown' ? refused('10004') : success(pairFields(result)));
		},
	},
	del_token: {
		method: 'GET',
		required: [],
		answer(call, { sessions }) {
			sessions.signOut(call.token);
			return Promise.resolve(success());
		},
	},
};
