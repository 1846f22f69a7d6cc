/** English names of what is printed in Chinese alone: the groups that the report compares, public holidays. */
import type { CityClass, Region, Tier } from './prefectures.ts';

export const TIER_EN: Readonly<Record<Tier, string>> = {
	一线: 'first-tier cities',
	新一线: 'new first-tier cities',
	二线: 'second-tier cities',
	三线: 'third-tier cities',
	四线: 'fourth-tier cities',
	五线: 'fifth-tier cities'
};

export const REGION_EN: Readonly<Record<Region, string>> = {
	东北: 'the Northeast',
	华北: 'North China',
	华东: 'East China',
	华南: 'South China',
	华中: 'Central China',
	西北: 'the Northwest',
	西南: 'the Southwest'
};

export const CITY_CLASS_EN: Readonly<Record<CityClass, string>> = {
	直辖市: 'municipalities',
	省会城市: 'provincial capitals',
	地级市: 'prefecture-level cities',
	自治州: 'autonomous prefectures'
};

export const PROVINCE_EN: Readonly<Record<string, string>> = {
	北京市: 'Beijing',
	天津市: 'Tianjin',
	河北省: 'Hebei',
	山西省: 'Shanxi',
	内蒙古自治区: 'Inner Mongolia',
	辽宁省: 'Liaoning',
	吉林省: 'Jilin',
	黑龙江省: 'Heilongjiang',
	上海市: 'Shanghai',
	江苏省: 'Jiangsu',
	浙江省: 'Zhejiang',
	安徽省: 'Anhui',
	福建省: 'Fujian',
	江西省: 'Jiangxi',
	山东省: 'Shandong',
	河南省: 'Henan',
	湖北省: 'Hubei',
	湖南省: 'Hunan',
	广东省: 'Guangdong',
	广西壮族自治区: 'Guangxi',
	海南省: 'Hainan',
	重庆市: 'Chongqing',
	四川省: 'Sichuan',
	贵州省: 'Guizhou',
	云南省: 'Yunnan',
	西藏自治区: 'Tibet',
	陕西省: 'Shaanxi',
	甘肃省: 'Gansu',
	青海省: 'Qinghai',
	宁夏回族自治区: 'Ningxia',
	新疆维吾尔自治区: 'Xinjiang'
};

export const HOLIDAY_EN: Readonly<Record<string, string>> = {
	元旦: 'New Year',
	春节: 'Spring Festival',
	清明: 'Tomb-Sweeping Day',
	劳动节: 'Labour Day',
	端午: 'Dragon Boat Festival',
	中秋: 'Mid-Autumn Festival',
	国庆节: 'National Day'
};
