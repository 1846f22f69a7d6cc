/** Words of this page that are chosen by an id. */
import type { EventType } from '$lib/contract/events.ts';
import type { RejectionCode } from '$lib/contract/ingest.ts';
import type { RowRejection } from '$lib/contract/imports.ts';
import type { FieldId, FieldQuality, ItemState, SourceState } from '$lib/contract/quality.ts';
import { m } from '$lib/words/m.ts';
import type { Level } from './issues.ts';

type Word = () => string;

export const TYPE_WORDS: Record<EventType, Word> = {
	call: m.quality_types_call,
	session: m.quality_types_session,
	ticket: m.quality_types_ticket,
	rating: m.quality_types_rating,
	reading: m.quality_types_reading
};

export const STATE_WORDS: Record<SourceState, Word> = {
	alive: m.quality_states_alive,
	quiet: m.quality_states_quiet,
	silent: m.quality_states_silent,
	import: m.quality_states_import
};

export const FIELD_WORDS: Record<FieldId, Word> = {
	caller: m.quality_fields_caller,
	resolved_on_contact: m.quality_fields_resolved_on_contact,
	welcome_seconds: m.quality_fields_welcome_seconds,
	menu_depth: m.quality_fields_menu_depth,
	mos: m.quality_fields_mos,
	channel: m.quality_fields_channel,
	self_service: m.quality_fields_self_service,
	respond_due_at: m.quality_fields_respond_due_at,
	resolve_due_at: m.quality_fields_resolve_due_at
};

export const WHOLE_WORDS: Record<FieldQuality['of'], Word> = {
	calls: m.quality_wholes_calls,
	answered_calls: m.quality_wholes_answered_calls,
	tickets: m.quality_wholes_tickets
};

export const ITEM_STATE_WORDS: Record<ItemState, Word> = {
	unknown: m.quality_item_states_unknown,
	reading: m.quality_item_states_reading,
	thin: m.quality_item_states_thin,
	measured: m.quality_item_states_measured
};

export const LEVEL_WORDS: Record<Level, Word> = {
	act: m.quality_levels_act,
	watch: m.quality_levels_watch
};

export const FIGURE_WORDS = {
	events: m.quality_figures_events,
	rejected: m.quality_figures_rejected,
	repeats: m.quality_figures_repeats,
	conflicts: m.quality_figures_conflicts,
	corrections: m.quality_figures_corrections,
	withdrawals: m.quality_figures_withdrawals,
	late: m.quality_figures_late,
	ahead: m.quality_figures_ahead
};

export const MEANING_WORDS = {
	repeats: m.quality_means_repeats,
	conflicts: m.quality_means_conflicts,
	corrections: m.quality_means_corrections,
	withdrawals: m.quality_means_withdrawals,
	late: m.quality_means_late,
	ahead: m.quality_means_ahead
};

export const REJECTION_WORDS: Record<RejectionCode, { name: Word; act: Word }> = {
	json_malformed: {
		name: m.quality_rejections_json_malformed_name,
		act: m.quality_rejections_json_malformed_act
	},
	invalid_utf8: {
		name: m.quality_rejections_invalid_utf8_name,
		act: m.quality_rejections_invalid_utf8_act
	},
	line_too_long: {
		name: m.quality_rejections_line_too_long_name,
		act: m.quality_rejections_line_too_long_act
	},
	not_an_object: {
		name: m.quality_rejections_not_an_object_name,
		act: m.quality_rejections_not_an_object_act
	},
	type_unknown: {
		name: m.quality_rejections_type_unknown_name,
		act: m.quality_rejections_type_unknown_act
	},
	city_unknown: {
		name: m.quality_rejections_city_unknown_name,
		act: m.quality_rejections_city_unknown_act
	},
	city_forbidden: {
		name: m.quality_rejections_city_forbidden_name,
		act: m.quality_rejections_city_forbidden_act
	},
	field_missing: {
		name: m.quality_rejections_field_missing_name,
		act: m.quality_rejections_field_missing_act
	},
	field_invalid: {
		name: m.quality_rejections_field_invalid_name,
		act: m.quality_rejections_field_invalid_act
	},
	stages_out_of_order: {
		name: m.quality_rejections_stages_out_of_order_name,
		act: m.quality_rejections_stages_out_of_order_act
	},
	time_in_future: {
		name: m.quality_rejections_time_in_future_name,
		act: m.quality_rejections_time_in_future_act
	},
	time_too_early: {
		name: m.quality_rejections_time_too_early_name,
		act: m.quality_rejections_time_too_early_act
	},
	too_old: {
		name: m.quality_rejections_too_old_name,
		act: m.quality_rejections_too_old_act
	},
	item_unknown: {
		name: m.quality_rejections_item_unknown_name,
		act: m.quality_rejections_item_unknown_act
	},
	body_truncated: {
		name: m.quality_rejections_body_truncated_name,
		act: m.quality_rejections_body_truncated_act
	},
	trailing_data: {
		name: m.quality_rejections_trailing_data_name,
		act: m.quality_rejections_trailing_data_act
	}
};

/** Why an importer turned a row away. */
export const ROW_WORDS: Record<RowRejection, { name: Word; act: Word }> = {
	columns_missing: {
		name: m.quality_row_columns_missing_name,
		act: m.quality_row_columns_missing_act
	},
	columns_extra: { name: m.quality_row_columns_extra_name, act: m.quality_row_columns_extra_act },
	quote_unclosed: {
		name: m.quality_row_quote_unclosed_name,
		act: m.quality_row_quote_unclosed_act
	},
	encoding_invalid: {
		name: m.quality_row_encoding_invalid_name,
		act: m.quality_row_encoding_invalid_act
	},
	json_malformed: {
		name: m.quality_row_json_malformed_name,
		act: m.quality_row_json_malformed_act
	},
	time_unreadable: {
		name: m.quality_row_time_unreadable_name,
		act: m.quality_row_time_unreadable_act
	},
	time_seconds_lost: {
		name: m.quality_row_time_seconds_lost_name,
		act: m.quality_row_time_seconds_lost_act
	},
	time_serial: { name: m.quality_row_time_serial_name, act: m.quality_row_time_serial_act },
	time_scientific: {
		name: m.quality_row_time_scientific_name,
		act: m.quality_row_time_scientific_act
	},
	time_ambiguous: {
		name: m.quality_row_time_ambiguous_name,
		act: m.quality_row_time_ambiguous_act
	},
	time_in_gap: { name: m.quality_row_time_in_gap_name, act: m.quality_row_time_in_gap_act },
	id_scientific: { name: m.quality_row_id_scientific_name, act: m.quality_row_id_scientific_act },
	number_unreadable: {
		name: m.quality_row_number_unreadable_name,
		act: m.quality_row_number_unreadable_act
	},
	value_unmapped: {
		name: m.quality_row_value_unmapped_name,
		act: m.quality_row_value_unmapped_act
	},
	field_empty: { name: m.quality_row_field_empty_name, act: m.quality_row_field_empty_act }
};
