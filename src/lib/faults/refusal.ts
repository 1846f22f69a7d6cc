/** Why the server refused, in the page's words: by its code, by the fields it names, else as it came. */
import { m } from '../words/m.ts';
import { sayFaultAt } from './messages.ts';

export interface RefusalBody {
	code?: string;
	message?: string;
	fields?: { path: string; message: string }[];
}

const BY_CODE: Readonly<Record<string, () => string>> = {
	version_conflict: m.faults_version_conflict,
	profile_built_in: m.faults_profile_built_in,
	profile_in_force: m.faults_profile_in_force,
	profile_unknown: m.faults_profile_unknown,
	reading_unknown: m.faults_reading_unknown,
	reading_final: m.faults_reading_final,
	setting_unknown: m.faults_setting_unknown,
	body_too_large: m.faults_too_large,
	body_unreadable: m.faults_unreadable,
	city_forbidden: m.faults_city_forbidden,
	forbidden: m.faults_forbidden,
	unauthorized: m.faults_unauthorized,
	store_unavailable: m.faults_store,
	busy: m.faults_busy,
	too_many_calls: m.faults_too_many_calls,
	channel_unknown: m.faults_gone,
	display_unknown: m.faults_gone,
	link_spent: m.faults_link_spent,
	alert_unknown: m.faults_alert_over,
	acknowledged: m.faults_alert_over
};

/** Empty where the server said nothing. */
export function sayRefusal({ code = '', message = '', fields = [] }: RefusalBody = {}): string {
	if (fields.length > 0)
		return fields.map(({ path, message }) => sayFaultAt(path, message)).join('; ');
	const said = BY_CODE[code]?.();
	if (said !== undefined) return said;
	const parameter = /^(?<name>\w+): got (?<got>.+?); want /.exec(message)?.groups;
	if (code === 'parameter_invalid' && parameter)
		return m.faults_parameter({ name: parameter.name!, got: parameter.got! });
	return message;
}
