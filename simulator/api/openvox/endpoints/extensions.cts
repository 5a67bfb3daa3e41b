import type { Extension, InternalCall, TrunkCall } from '../../../model/pbxState.cts';
import { field, splitList, type Endpoints, type OpenVoxPbx } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import {
	refused,
	success,
	type Answer,
	type ReplyFields,
	type ReplyValue,
} from '../http/replyValue.cts';
import type { Switches } from '../switches.cts';
import { int, monitorModeWord, stateWord } from '../http/words.cts';

function portOf({ port }: Extension): ReplyFields {
	return port === undefined ? {} : { port };
}

function typeOf({ type }: Extension, { sipType }: Switches): string {
	return type === 'pjsip' ? sipType : type;
}

function summary(extension: Extension, switches: Switches): ReplyFields {
	return {
		extnumber: int(extension.number, switches),
		status: stateWord(extension.state, switches),
		type: typeOf(extension, switches),
		...portOf(extension),
		username: extension.name,
		agentid: extension.agentId,
	};
}

function callField(call: TrunkCall | InternalCall, switches: Switches): ReplyFields {
	switch (call.direction) {
		case 'internal': {
			const other = int(call.otherExtension, switches);
			return { extid: switches.extid === 'array' ? [other] : other };
		}
		case 'inbound':
			return { inboundid: call.id, from: call.from, to: call.to, trunk: call.trunk };
		case 'outbound':
			return { outboundid: call.id, from: call.from, to: call.to, trunk: call.trunk };
	}
}

const callFieldNames = { inbound: 'inbound', outbound: 'outbound', internal: 'ext' } as const;

function shownCalls({ number, calls, monitors }: Extension, { monitoringShownAs }: Switches) {
	if (monitors === undefined || monitoringShownAs === 'nothing') return calls;
	const shown = {
		id: `monitoring-${number}`,
		direction: 'internal',
		otherExtension: monitors,
	} as const;
	return [...calls, shown];
}

function callFields(extension: Extension, switches: Switches): ReplyFields {
	if (switches.callFields === 'absent') return {};
	const shown: Record<string, ReplyValue> = {};
	for (const direction of ['inbound', 'outbound', 'internal'] as const) {
		const calls = shownCalls(extension, switches)
			.filter((call) => call.direction === direction)
			.map((call) => callField(call, switches));
		const [current] = calls;
		if (current)
			shown[callFieldNames[direction]] = switches.callFields === 'array' ? calls : current;
	}
	return shown;
}

function full(extension: Extension, switches: Switches): ReplyFields {
	return {
		extnumber: int(extension.number, switches),
		username: extension.name,
		type: typeOf(extension, switches),
		...portOf(extension),
		noanswerforward: extension.forwardOnNoAnswer,
		busyforward: extension.forwardOnBusy,
		status: stateWord(extension.state, switches),
		callerid: extension.callerId,
		[switches.userPasswordField]: extension.userPassword,
		registerpassword: extension.registerPassword,
		email: extension.email,
		moblie: extension.mobile,
		maxregistrations: int(extension.maxRegistrations, switches),
		hasvoicemail: extension.voicemail,
		vmsecret: int(extension.voicemailPin, switches),
		enablevmtoemail: extension.voicemailToEmail,
		language: extension.language,
		allowbeingmonitored: extension.allowBeingMonitored ? 'on' : 'off',
		monitormode: monitorModeWord(extension.monitorMode, switches),
		maxduration: extension.maxDuration,
		dnd: extension.doNotDisturb,
		...callFields(extension, switches),
	};
}

function incomplete(found: Extension[], { switches }: OpenVoxPbx): Answer {
	switch (switches.unknownExtension) {
		case 'errno10006':
			return refused(errno.noExtension);
		case 'onlyStatus':
			return success();
		case 'emptyList':
			return success({ extinfos: [] });
		case 'leftOut':
			return success({ extinfos: found.map((each) => full(each, switches)) });
	}
}

export const extensions: Endpoints = {
	'extensionlist/query': {
		required: [],
		async answer(_call, { model, switches }) {
			const all = await model.extensions();
			return success({ extlist: all.map((each) => summary(each, switches)) });
		},
	},
	'extension/query': {
		required: [],
		async answer(call, pbx) {
			const { model, switches } = pbx;
			const all = await model.extensions();
			const wanted = splitList(field(call, 'extid'));
			if (wanted.length === 0) {
				return success({ extinfos: all.map((each) => full(each, switches)) });
			}
			const found = all.filter((each) => wanted.includes(each.number));
			if (wanted.some((number) => !found.some((each) => each.number === number))) {
				return incomplete(found, pbx);
			}
			return success({ extinfos: found.map((each) => full(each, switches)) });
		},
	},
};
