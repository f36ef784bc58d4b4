"""The tables of Korean: units, currencies, signs, letters, and the nouns that are counted with native numerals."""

from vozes.text.normalizing.language import Currency
from vozes.text.normalizing.languages.east_asian.language import units

UNITS = units(
    """km:킬로미터
    m:미터
    cm:센티미터
    mm:밀리미터
    µm μm um:마이크로미터
    nm:나노미터
    ft:피트
    in:인치
    yd:야드
    mi:마일
    m² ㎡ m2:제곱미터
    km² km2:제곱킬로미터
    cm² cm2:제곱센티미터
    mm² mm2:제곱밀리미터
    ha:헥타르
    m³ m3:세제곱미터
    cm³ cm3:세제곱센티미터
    cc:씨씨
    L l ℓ:리터
    mL ml ML:밀리리터
    dL dl:데시리터
    kL kl:킬로리터
    t:톤
    kg KG Kg:킬로그램
    g:그램
    mg:밀리그램
    µg μg ug:마이크로그램
    lb lbs:파운드
    oz:온스
    h:시간
    min:분
    s:초
    ms:밀리초
    µs μs:마이크로초
    ns:나노초
    km/h:킬로미터 퍼 시간
    m/s:미터 퍼 초
    km/s:킬로미터 퍼 초
    mph:마일 퍼 시간
    rpm:알피엠
    kB KB:킬로바이트
    MB:메가바이트
    GB:기가바이트
    TB:테라바이트
    bps:비피에스
    kbps Kbps:킬로비피에스
    Mbps:메가비피에스
    Gbps:기가비피에스
    dpi:디피아이
    px:픽셀
    pt:포인트
    W:와트
    kW KW:킬로와트
    MW:메가와트
    GW:기가와트
    mW:밀리와트
    kWh:킬로와트시
    Wh:와트시
    J:줄
    kJ:킬로줄
    cal:칼로리
    kcal:킬로칼로리
    V:볼트
    kV:킬로볼트
    mV:밀리볼트
    mA:밀리암페어
    mAh:밀리암페어시
    Ω:옴
    kΩ:킬로옴
    Hz:헤르츠
    kHz:킬로헤르츠
    MHz:메가헤르츠
    GHz:기가헤르츠
    Pa:파스칼
    hPa:헥토파스칼
    kPa:킬로파스칼
    MPa:메가파스칼
    mmHg:밀리미터 수은주
    N:뉴턴
    dB:데시벨
    °C ℃:도
    °F ℉:화씨도
    °:도
    mol:몰
    mg/dL:밀리그램 퍼 데시리터
    %p %P:퍼센트포인트
    ppm:피피엠"""
)
SPEEDS = {"킬로미터 퍼 시간": "시속", "미터 퍼 초": "초속", "킬로미터 퍼 초": "초속"}
"""Units of speed, and what is said before the number instead of what they have behind 퍼."""

CURRENCIES = {
    "KRW": Currency("원", "원", minor_digits=0),
    "USD": Currency("달러", "달러", "m", "센트", "센트"),
    "EUR": Currency("유로", "유로", "m", "센트", "센트"),
    "GBP": Currency("파운드", "파운드", "m", "펜스", "펜스"),
    "JPY": Currency("엔", "엔", minor_digits=0),
    "CNY": Currency("위안", "위안", minor_digits=0),
    "HKD": Currency("홍콩 달러", "홍콩 달러", "m", "센트", "센트"),
    "TWD": Currency("대만 달러", "대만 달러", minor_digits=0),
    "SGD": Currency("싱가포르 달러", "싱가포르 달러", "m", "센트", "센트"),
    "AUD": Currency("호주 달러", "호주 달러", "m", "센트", "센트"),
    "CAD": Currency("캐나다 달러", "캐나다 달러", "m", "센트", "센트"),
    "NZD": Currency("뉴질랜드 달러", "뉴질랜드 달러", "m", "센트", "센트"),
    "CHF": Currency("스위스 프랑", "스위스 프랑", minor_digits=0),
    "AED": Currency("아랍에미리트 디르함", "아랍에미리트 디르함", minor_digits=0),
    "RUB": Currency("루블", "루블", minor_digits=0),
    "INR": Currency("루피", "루피", minor_digits=0),
    "THB": Currency("바트", "바트", minor_digits=0),
    "VND": Currency("동", "동", minor_digits=0),
    "BRL": Currency("헤알", "헤알", minor_digits=0),
    "BTC": Currency("비트코인", "비트코인", minor_digits=0),
}
CURRENCY_SIGNS = (
    {
        "₩": "KRW", "￦": "KRW", "$": "USD", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD",
        "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "R$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY",
        "￥": "JPY", "CN¥": "CNY", "RMB": "CNY", "₽": "RUB", "₹": "INR", "฿": "THB", "₫": "VND", "₿": "BTC",
    }
    | {code: code for code in CURRENCIES}
    | {code.lower(): code for code in CURRENCIES}
)  # fmt: skip
SCALES = {scale: (scale, scale) for scale in "백 천 만 십만 백만 천만 억 십억 백억 천억 조 경".split()}

SYMBOLS = {
    "@": "골뱅이", "#": "샵", "&": "앤드", "+": "더하기", "=": "이퀄", "%": "퍼센트", "‰": "퍼밀", "*": "별표",
    "/": "슬래시", "\\": "역슬래시", "_": "언더바", "-": "하이픈", ":": "콜론", "?": "물음표", "!": "느낌표",
    "|": "세로줄", "^": "캐럿", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원", "¢": "센트",
    "°": "도", "℃": "도", "±": "플러스마이너스", "×": "곱하기", "÷": "나누기", "<": "작다", ">": "크다",
    "≤": "작거나 같다", "≥": "크거나 같다", "≠": "같지 않다", "≈": "약", "√": "루트", "∞": "무한대", "∑": "시그마",
    "∫": "인테그랄", "∴": "그러므로", "∵": "왜냐하면", "π": "파이", "Ω": "옴", "µ": "마이크로", "←": "왼쪽 화살표",
    "→": "오른쪽 화살표", "↑": "위쪽 화살표", "↓": "아래쪽 화살표", "⇒": "오른쪽 화살표", "©": "저작권",
    "®": "등록상표", "™": "상표", "§": "섹션", "№": "넘버", "※": "참고", "′": "분", "″": "초", "²": " 제곱",
    "³": " 세제곱", "~": "물결표", "½": "이분의 일", "¼": "사분의 일", "¾": "사분의 삼", "⅓": "삼분의 일",
    "⅔": "삼분의 이",
}  # fmt: skip
OPERATORS = {"-": "빼기", "+": "더하기", "×": "곱하기", "÷": "나누기", "*": "곱하기"}

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 "
        "제트".split(),
        strict=True,
    )
)
ENGLISH_DIGITS = "제로 원 투 쓰리 포 파이브 식스 세븐 에이트 나인".split()
"""The digits as they are read beside letters."""
DOMAINS = {
    "com": "컴", "net": "넷", "app": "앱", "info": "인포", "shop": "숍", "store": "스토어", "blog": "블로그",
    "org": "오알지", "edu": "이디유", "gov": "지오브이",
}  # fmt: skip
WEEKDAYS = {day: f"{day}요일" for day in "월화수목금토일"}

COUNTERS = (
    "개 명 살 마리 권 장 잔 병 대 번 그루 송이 켤레 벌 채 척 자루 곳 가지 달 사람 통 쌍 다발 그릇 조각 접시 포기 "
    "배 끼 마디 군데 칸 짝 모금 상자 봉지 박스 컵 방울 알 톨 건 편 곡 바퀴 차례 걸음 팀 종류 줄 시간 숟가락 스푼 "
    "주먹 뭉치 자리 경기 골 판 발짝 꼬치 토막 가구 나라 여자 남자 아이 친구 형제 자매 번째 캔 테이블 세트 팩"
).split()
"""Nouns that are counted with native numerals."""
GOES_ON = "은는이가을를의에도만과와로으씩쯤정마부까밖보짜나남입였예인당중하뿐처같들전후뒤안동미초째"
"""Syllables that may follow them; another one shows that the word is another."""
NOT_COUNTERS = (
    "개인 개중 개발 장남 장인 대가 대안 대전 대중 대부 대한 대만 번지 번이나 편의 건의 통과 살인 배당 배후 팀장 "
    "병원 판매 발표"
).split()
"""What begins like one of them and is none."""
EXITS = (
    "출구 게이트 버스 문제 문항 국도 도로 타자 홀 승강장 플랫폼 염색체 교향곡 트랙 레인 채널 선수 고객 창구 방 "
    "아이언 우드 참가자 홈"
).split()
"""What follows `3번` where it is the third and not three times."""

ANNOUNCE_DIGITS = (
    "번호 비밀번호 코드 카드 끝자리 네자리 자리 계좌 계좌번호 우편번호 인증번호 핀 내선 학번 사번 군번 송장 아이디 "
    "ID 전화"
).split()
EMERGENCY = "에 에서 로 으로 신고 번 구급 상담 콜센터 소방 를 을".split()
"""What follows the number of the police or the fire brigade."""
EVENTS = "절 사태 항쟁 혁명 민주 운동 전쟁 동란 광복 해방 테러 대지진 참사 사건 민중 정신 총선".split()
"""What follows the month and day of an event, which are read digit by digit."""
WON = "이겼 이기 이긴 승리 승 져 졌 패 앞서 앞섰 비겼 비긴 무승부 꺾 물리 제압 역전 끌려".split()
"""What follows a score, perhaps with a particle before it."""
