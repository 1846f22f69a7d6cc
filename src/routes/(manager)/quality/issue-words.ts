/** An issue in plain words: what it is, what it means, what to do. */
import { age, count, percent } from '$lib/format.ts';
import type { Lang, Text } from '$lib/ui/text.ts';
import type { Issue } from './issues.ts';

export interface IssueWords {
	title: string;
	means: string;
	act: string;
}

/** A share so small that a rounded one would say none. */
export function smallShare(share: number): string {
	return share > 0 && share < 0.001 ? '<0.1%' : percent(share);
}

export function issueWords(issue: Issue, { text, lang }: { text: Text; lang: Lang }): IssueWords {
	const words = text.qualityPage;
	const { act } = words[issue.id];
	switch (issue.id) {
		case 'silent':
			return { title: words.silent.title(issue.names.join(' ')), means: words.silent.means, act };
		case 'undecided': {
			const { title, means } = words.undecided;
			const share = issue.share === null ? percent(null) : smallShare(issue.share);
			return { title: title(count(issue.n)), means: means(share, count(issue.of)), act };
		}
		case 'rejected': {
			const { title, means } = words.rejected;
			const top = words.rejections[issue.top].name;
			return { title: title(count(issue.n)), means: means(smallShare(issue.share), top), act };
		}
		case 'conflicts':
			return { title: words.conflicts.title(count(issue.n)), means: words.conflicts.means, act };
		case 'cost': {
			const { title, means } = words.cost;
			return { title: title(percent(issue.unknown)), means: means(percent(issue.thin)), act };
		}
		case 'unknownValues': {
			const { title, means } = words.unknownValues;
			return { title: title(count(issue.n)), means: means(issue.examples.join(' · ')), act };
		}
		case 'skew': {
			const { title, means } = words.skew;
			const most = age(issue.seconds, lang);
			return { title: title(count(issue.n)), means: means(smallShare(issue.share), most), act };
		}
		case 'late': {
			const { title, means } = words.late;
			const [day, week] = [count(issue.overDay), count(issue.overWeek)];
			return {
				title: title(count(issue.n)),
				means: means(smallShare(issue.share), day, week),
				act
			};
		}
	}
}
