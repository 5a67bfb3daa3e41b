import type { MonitorPermission } from '../../pbx/model/monitoring';
import type { NewCall } from '../model/calls.cts';
import type { ExtensionSettings, Phone } from '../model/pbxState.cts';

type Unknowns = Record<string, unknown>;

export function isRecord(value: unknown): value is Unknowns {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneOf(...allowed: readonly unknown[]) {
	return (value: unknown) => allowed.includes(value);
}

function isText(value: unknown): boolean {
	return typeof value === 'string';
}

function isOptionalText(value: unknown): boolean {
	return value === undefined || isText(value);
}

export function isNewCall(value: unknown): value is NewCall {
	if (!isRecord(value)) return false;
	return (
		oneOf('internal', 'inbound', 'outbound')(value.direction) &&
		isText(value.from) &&
		isText(value.to) &&
		isOptionalText(value.trunk) &&
		isOptionalText(value.id) &&
		oneOf(undefined, 'answered', 'ringing')(value.answered)
	);
}

const permissions: MonitorPermission[] = ['all', 'disabled', 'listen', 'whisper', 'bargeIn'];
const onOff = oneOf('on', 'off');

type Checks<Of> = { [Name in keyof Required<Of>]: (value: unknown) => boolean };

const phoneChecks: Checks<Phone> = {
	autoAnswer: oneOf('supported', 'unsupported'),
	line: oneOf('registered', 'unregistered', 'malfunction', 'noPort'),
};

const settingsChecks: Checks<ExtensionSettings> = {
	number: (value) => typeof value === 'string' && /^\d+$/.test(value),
	name: isText,
	type: oneOf('pjsip', 'FXS'),
	port: isText,
	agentId: isText,
	callerId: isText,
	email: isText,
	mobile: isText,
	language: isText,
	registerPassword: isText,
	userPassword: isText,
	voicemailPin: isText,
	maxRegistrations: isText,
	maxDuration: isText,
	ringTimeout: isText,
	voicemail: onOff,
	voicemailToEmail: onOff,
	forwardOnNoAnswer: onOff,
	forwardOnBusy: onOff,
	doNotDisturb: onOff,
	allowBeingMonitored: oneOf(true, false),
	monitorMode: oneOf(...permissions),
};

function passes(checks: Record<string, (value: unknown) => boolean>, value: Unknowns): boolean {
	return Object.entries(value).every(
		([name, each]) => Object.hasOwn(checks, name) && checks[name]?.(each) === true,
	);
}

export function isPhoneChange(value: Unknowns): value is Partial<Phone> {
	return passes(phoneChecks, value);
}

export function isSettingsChange(value: Unknowns): value is Partial<ExtensionSettings> {
	return passes(settingsChecks, value);
}

export const phoneFields = Object.keys(phoneChecks);
