/** An attachment for a row of links that may be longer than the screen: where one is stands in sight. */
export const inSight = (_path: string) => (nav: HTMLElement) => {
	const here = nav.querySelector('[aria-current]');
	if (!here) return;
	const centre = () => {
		const [bar, link] = [nav.getBoundingClientRect(), here.getBoundingClientRect()];
		nav.scrollLeft += link.left + link.width / 2 - bar.left - bar.width / 2;
	};
	// At once and whenever links change their size: the face comes later than the words.
	const sizes = new ResizeObserver(centre);
	for (const link of [nav, ...nav.querySelectorAll('a')]) sizes.observe(link);
	return () => sizes.disconnect();
};
