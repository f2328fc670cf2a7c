/**
 * Six words by which two people see that their screens speak of the same thing. 1,024 words of four to seven letters out of the English list
 * of BIP 39 (MIT), of which no two are closer than two letters and none is written otherwise than another that sounds like it. They are
 * compared, not understood, so one list serves every language.
 */
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../base/bytes.ts';

export const checkWords: readonly string[] = `
abandon ability about absent access accuse achieve acid across action actor actress actual adapt addict adjust
admit adult advance aerobic affair afford afraid again agent ahead airport aisle album alcohol alert alien
alley allow almost alone already also always amateur amazing among analyst anchor ancient anger angry annual
another antique anxiety apart apple approve arch area armor around arrange arrive arrow artwork aspect asset
assist athlete atom attend attract audit august author auto autumn avocado avoid away awesome awkward axis
baby bacon badge balance balcony ball bamboo banana barely barrel base basic basket battle bean beauty because
become beef before begin behave believe below belt better between beyond bicycle bike bind birth black blade
blanket blast bleak bless blouse blush boat body boil bone bonus boost border borrow boss bottom bracket brain
brand brass brave bread breeze brick broken brother brown bubble buddy budget build bulb bundle burden burger
busy buyer buzz cabbage cabin cactus cage calm camera camp canal cancel candy cannon canoe canvas capable
captain cargo carpet carry cash castle catalog catch caught cause caution census century chair chalk change
chaos chase chat check cheese cherry chest chicken child chimney choice choose chronic chuckle chunk churn
cigar circle citizen claim clap clarify clean clerk clever click client cliff clinic clog close cloth club
clump coach coast coconut code coffee coin collect column combine comfort comic common company concert conduct
confirm copper copy coral correct cotton country couple course cousin crack cradle crane credit crew cricket
crouch crowd crucial cruise crumble crush crystal culture curious current curve cushion custom cycle damage
dance daring dawn deal debate debris deer defense delay demise denial dentist depend deposit depth deputy
derive design desk destroy detect develop diamond diary diesel diet dilemma dinner direct disease dish divert
divide dizzy doctor doll domain donate double dragon drama drift drill drum duck dumb dune dust dutch duty
dwarf dynamic eager earth easily ecology edge edit educate eight either element elite embark embrace emerge
emotion empty enable enact endless endorse energy enforce engage engine enhance enlist enough enrich enroll
ensure enter entire episode equip erode escape essay essence estate evoke evolve example excess excite exclude
exhaust exile exotic expect explain expose express extend extra eyebrow fabric face faint family famous fancy
fantasy fashion feature federal feed female fence fetch fiber fiction figure file final finish first fiscal
fitness flag flame flash flip float fluid foam follow forest forget fork fortune forum forward foster found
fresh friend fringe frog fruit funny furnace gadget galaxy game garment gasp genre genuine giant gift giggle
giraffe glad glare gloom glory glow goddess good gorilla gospel gown grace gravity green guard guess habit
half hammer hamster happy harsh harvest have hawk hazard heavy hello help hidden high hire hole horror host
hotel hour huge human humble hungry hurdle hurry husband hybrid idea idle illness image immense impact impose
improve inch index indoor infant inflict inhale inherit initial inject injury input inquiry insane inside
inspire intact into invest invite involve island isolate item jacket jaguar jeans jelly joke journey juice
jump jungle junior junk ketchup kick kidney kitchen kite kitten kiwi knee label labor lady laptop large later
latin laundry lava leaf leave lecture left legal leisure lemon lend length leopard level liberty license life
limit liquid list little lizard lobster logic loop love luggage lumber lunar lunch lyrics magic magnet major
mammal manual maple marble margin market mask master math matrix maximum maze measure melody menu mercy middle
million minimum minute miracle mirror misery mixture mobile model modify monster month moon more morning
mother motor mouse movie muffin mule muscle museum mutual nasty nature near neck nephew nerve nest network
neutral noble nominee normal north note notice novel nuclear object observe obtain occur ocean october offer
office often olympic omit once onion online only open opera oppose orange orbit organ orphan ostrich outdoor
outer owner oxygen oyster pact paddle panda panther park parrot party pass pattern payment peace peanut
peasant pencil pepper perfect permit person phone photo phrase picnic picture piece pilot pioneer pipe pitch
planet plastic please pledge pluck plunge poem polar pond popular portion potato poverty praise predict prefer
prepare present pretty price primary private produce profit program project promote proof proud public pudding
pull pulse pumpkin purpose push quantum quarter quick quit quote rabbit radar rail ranch random rapid rare
reason rebel rebuild receive record reflect reform refuse regret regular reject relax release relief rely
remain remove render renew rent reopen repair repeat report require rescue resist result retire retreat return
reunion review reward rhythm ribbon rich ride rigid ripple risk ritual rival river robot robust romance rookie
rotate rough route royal rubber rural salad salmon salute sample satisfy satoshi scan scatter scheme school
science scout scrap screen script scrub search seat second secret seek segment select sell seminar senior
sense series service session settle seven shadow shaft shallow share shed shield shine ship shiver shock shoe
short shrimp shrug shuffle siege sign silent silly silver siren sister size skate skill skin skirt slab
slender slogan slot small smart smile smooth snake sniff social soda soft soldier solid solve someone sorry
south space spatial spawn special speed sphere spike split spoil sponsor spray spread spring squeeze stable
stadium staff stage stamp step stick sting stomach stone stool strike strong student style subject subway
success sugar suggest summer sunset super supply surface surge survey sustain swarm sweet swim switch sword
syrup system tackle talent tape target taste tattoo team tenant tennis text theme theory thing thought thrive
throw thumb thunder tiger tiny tired tobacco today toddler toilet token tongue tonight tooth topic torch
tornado tourist toward traffic trash travel trend trial trim trophy trouble true truly trumpet turn turtle
twelve twenty twice twin twist typical unaware under undo unfair unhappy uniform unit unknown until unveil
upgrade uphold upon upper upset urban usage used useful useless usual utility vacuum vague vanish vapor
various vault venue verb vessel veteran viable vibrant victory video view village virtual visa visit vital
voice volcano volume voyage wagon want warfare weasel wedding weekend weird welcome wheat whisper width window
wine winter wisdom wolf wonder world wreck wrist yellow young
`
  .trim()
  .split(/\s+/);

const wordCount = 6;
/** Six words are 60 bits. Whoever wants another request with the same ones pays this for each try: 15 bits more. */
const rounds = 16_384;

/** The six words of a hash. */
export function checkPhrase(hash: Uint8Array): readonly string[] {
  const bits = pbkdf2(sha256, hash, utf8('waypost check words'), { c: rounds, dkLen: 2 * wordCount });
  return Array.from({ length: wordCount }, (_, n) => {
    const value = ((bits[2 * n] as number) << 8) | (bits[2 * n + 1] as number);
    return checkWords[value % checkWords.length] as string;
  });
}
