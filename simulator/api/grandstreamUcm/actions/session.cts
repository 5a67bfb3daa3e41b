import { field, type Actions, type UcmPbx } from '../apiCall.cts';
import type { Remaining } from '../sessions/attempts.cts';
import type { SignInRefusal } from '../sessions/sessions.cts';
import { done, refused, type Answer, type ReplyFields } from '../wire/answer.cts';
import { status } from '../wire/status.cts';

function remainingFields({ tries, seconds }: Remaining, { switches }: UcmPbx): ReplyFields {
	switch (switches.remaining) {
		case 'numbers':
			return { remain_num: tries, remain_time: seconds };
		case 'texts':
			return { remain_num: String(tries), remain_time: String(seconds) };
		case 'absent':
			return {};
	}
}

function answerOf(refusal: SignInRefusal, pbx: UcmPbx): Answer {
	switch (refusal.why) {
		case 'unknownUser':
			return refused(status.noSuchUser);
		case 'tooFrequent':
			return refused(status.tooFrequent);
		case 'wrong':
			return refused(status.wrongPassword, remainingFields(refusal.remaining, pbx));
		case 'blocked':
			return refused(pbx.switches.blockedStatus, remainingFields(refusal.remaining, pbx));
	}
}

/** What a client may ask without a cookie. */
export const signIn: Actions = {
	challenge: {
		required: ['user'],
		answer(call, pbx) {
			const result = pbx.sessions.challenge(call.clientAddress, field(call, 'user'));
			return Promise.resolve('why' in result ? answerOf(result, pbx) : done(result));
		},
	},
	login: {
		required: ['user', 'token'],
		answer(call, pbx) {
			const [user, token] = [field(call, 'user'), field(call, 'token')];
			const result = pbx.sessions.logIn(call.clientAddress, user, token);
			return Promise.resolve('why' in result ? answerOf(result, pbx) : done(result));
		},
	},
};

export const session: Actions = {
	logout: {
		required: [],
		answer(call, { sessions }) {
			sessions.logOut(field(call, 'cookie'));
			return Promise.resolve(done());
		},
	},
	ping: { required: [], answer: () => Promise.resolve(done()) },
};
