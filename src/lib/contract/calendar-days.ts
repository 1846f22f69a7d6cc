/** `GET /v1/days?city&year`: days that are no plain workday or weekend, and those that people set. */
import type { DayKind } from './alerts.ts';

export interface CalendarDay {
	/** `2027-02-06`, Beijing. */
	date: string;
	kind: DayKind;
	/** 国庆节, …, or what whoever set it wrote. */
	name: string | null;
	/** Whether people set it. */
	set: boolean;
	/** 0 for a day that nobody set. */
	version: number;
	/** What it is where nobody sets it. */
	published: DayKind;
}

export interface CalendarAnswer {
	city: string;
	year: number;
	/** Whether this year's holidays are known. */
	known: boolean;
	/** This year where it is unknown, next year from 1 December on where that is; else null. */
	missing_year: number | null;
	days: CalendarDay[];
}
