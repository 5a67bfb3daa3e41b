import type { ExtensionSettings } from '../../../model/pbxState.cts';
import { field, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success } from '../http/replyValue.cts';
import { monitorPermission } from '../http/words.cts';

type Change = Partial<ExtensionSettings>;
type Setter = (value: string) => Change | 'invalid';

function onOff(make: (value: 'on' | 'off') => Change): Setter {
	return (value) => (value === 'on' || value === 'off' ? make(value) : 'invalid');
}

/** Manual "Edit extension settings". The forwarding targets are not simulated. */
const setters: Record<string, Setter> = {
	extnumber: (number) => (/^\d+$/.test(number) ? { number } : 'invalid'),
	username: (name) => ({ name }),
	callerid: (callerId) => ({ callerId }),
	registerpassword: (registerPassword) => ({ registerPassword }),
	loginpassword: (userPassword) => ({ userPassword }),
	vmsecret: (voicemailPin) => ({ voicemailPin }),
	maxregistrations: (maxRegistrations) => ({ maxRegistrations }),
	email: (email) => ({ email }),
	mobile: (mobile) => ({ mobile }),
	ringtimeout: (ringTimeout) => ({ ringTimeout }),
	maxduration: (maxDuration) => ({ maxDuration }),
	hasvoicemail: onOff((voicemail) => ({ voicemail })),
	enablevmtoemail: onOff((voicemailToEmail) => ({ voicemailToEmail })),
	noanswerforward: onOff((forwardOnNoAnswer) => ({ forwardOnNoAnswer })),
	busyforward: onOff((forwardOnBusy) => ({ forwardOnBusy })),
	dnd: onOff((doNotDisturb) => ({ doNotDisturb })),
	allowbeingmonitored: onOff((value) => ({ allowBeingMonitored: value === 'on' })),
	monitormode: (word) => {
		const monitorMode = monitorPermission(word);
		return monitorMode ? { monitorMode } : 'invalid';
	},
};

function changeOf(fields: Iterable<[string, string]>): Change | 'invalid' {
	const change: Change = {};
	for (const [name, value] of fields) {
		if (name === 'extid') continue;
		const part = Object.hasOwn(setters, name) ? setters[name]?.(value) : 'invalid';
		if (part === undefined || part === 'invalid') return 'invalid';
		Object.assign(change, part);
	}
	return change;
}

export const configuring: Endpoints = {
	'extension/update': {
		required: ['extid'],
		async answer(call, { model }) {
			const change = changeOf(call.fields);
			if (change === 'invalid') return refused(errno.configuringFailed);
			switch (await model.configure(field(call, 'extid'), change)) {
				case 'configured':
					return success();
				case 'noExtension':
					return refused(errno.noExtension);
				case 'numberTaken':
				case 'notIdle':
				case 'unsupported':
					return refused(errno.configuringFailed);
			}
		},
	},
};
