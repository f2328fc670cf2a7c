/** How the characters that are common in Chinese names are read, without tones. Rare ones are missing on purpose. */
const readings =
  'bai 白柏百|ban 班|bao 包宝保|bi 毕|bin 彬斌宾|bing 冰兵炳|bo 波博伯|cai 蔡才彩|cao 曹|cen 岑|chang 常昌长畅|chao 超朝|' +
  'chen 陈晨辰臣|cheng 程成城诚|chong 崇|chu 楚初储|chun 春纯|cong 聪丛|cui 崔翠|da 达大|dai 戴代|dan 丹|dao 道|de 德|deng 邓|' +
  'di 迪狄|ding 丁定鼎|dong 董东冬栋|dou 窦|du 杜|duan 段端|en 恩|fa 发法|fan 范樊凡帆|fang 方芳房|fei 费飞菲|feng 冯峰风凤丰锋|' +
  'fu 傅付福富芙|gan 甘|gang 刚钢|gao 高|ge 葛|geng 耿庚|gong 龚宫|gu 顾古谷|guan 关管|guang 光广|gui 桂贵|guo 郭国果|hai 海|' +
  'han 韩汉涵寒|hao 郝浩豪昊皓好|he 何贺和荷鹤|hong 洪红宏鸿弘虹|hou 侯|hu 胡虎|hua 华花|huai 怀|huan 欢焕|huang 黄煌|hui 惠慧辉晖会|' +
  'huo 霍|ji 季纪吉姬继|jia 贾家佳嘉|jian 简健建剑坚|jiang 江姜蒋|jiao 焦娇|jie 杰洁捷|jin 金靳锦进晋瑾|jing 静景京晶敬靖菁|ju 菊|juan 娟|' +
  'jun 军俊君钧|kai 凯开|kang 康|ke 柯克可|kong 孔|kui 奎|kun 坤昆|lan 兰蓝岚|lang 郎|lei 雷蕾磊|li 李黎丽力立莉利礼理|lian 连莲|' +
  'liang 梁亮良|liao 廖|lin 林琳霖麟|ling 凌玲灵岭|liu 刘柳|long 龙隆|lou 娄|lu 陆卢鲁路露璐|lun 伦|luo 罗骆洛|lv 吕|ma 马|' +
  'man 曼满|mao 毛茂|mei 梅美妹|meng 孟蒙梦萌|mi 米|miao 苗妙|min 敏民|ming 明铭|mo 莫|mu 穆木牧|na 娜|nan 南楠|ni 倪妮|' +
  'ning 宁凝|niu 牛|ou 欧|pan 潘|pang 庞|pei 裴培佩|peng 彭鹏|ping 平萍|pu 蒲|qi 齐戚琪奇琦祺启|qian 钱倩前乾|qiang 强|' +
  'qiao 乔巧|qin 秦琴勤|qing 青清庆晴|qiu 邱秋丘|qu 曲瞿|quan 全泉权|ran 冉然|ren 任仁|rong 荣容蓉融|ru 茹如|ruan 阮|rui 瑞睿蕊|' +
  'run 润|sen 森|sha 沙莎|shan 山珊|shang 尚|shao 邵绍|shen 沈申慎|sheng 盛胜生升|shi 石史施诗世士|shu 舒淑树书|shuai 帅|' +
  'shuang 双爽|shui 水|si 思司|song 宋松|su 苏素|sun 孙|tan 谭谈|tang 唐汤|tao 陶涛桃|teng 滕腾|tian 田天甜|ting 婷庭廷|' +
  'tong 童佟彤|wan 万婉|wang 王汪旺|wei 魏韦卫伟薇威巍维炜|wen 文温雯|weng 翁|wu 吴武伍|xi 席习西喜希曦|xia 夏霞|xian 贤先|' +
  'xiang 向项翔祥香湘|xiao 肖萧晓小笑|xie 谢解|xin 辛新欣鑫心馨|xing 邢星兴|xiong 熊雄|xiu 秀修|xu 徐许旭|xuan 宣轩萱|xue 薛雪学|' +
  'xun 荀迅|yan 严颜闫燕岩艳妍彦言|yang 杨阳洋羊|yao 姚瑶|ye 叶业|yi 易怡一义艺毅依仪|yin 尹殷银|ying 应英颖莹迎|yong 雍勇永|you 尤友|' +
  'yu 于余俞宇玉雨语瑜毓|yuan 袁元远媛源|yue 岳月悦越|yun 云芸韵|ze 泽|zeng 曾增|zhai 翟|zhan 詹展|zhang 张章|zhao 赵昭兆|zhe 哲|' +
  'zhen 甄珍真振震贞|zheng 郑正征|zhi 志智芝之|zhong 钟仲忠中|zhou 周舟洲|zhu 朱祝竹珠|zhuang 庄|zhuo 卓|zi 子紫梓|zong 宗|zou 邹|' +
  'zu 祖';

export const syllables: ReadonlyMap<string, string> = new Map(
  readings.split('|').flatMap((entry) => {
    const [reading = '', characters = ''] = entry.split(' ');
    return [...characters].map((character) => [character, reading] as const);
  }),
);
