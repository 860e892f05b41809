"""Indonesian wording for tables that came with English notes only."""

import re

TOGETHER = {
    "compatible": "{} dan {} boleh diterima bersama",
    "exclusive": "{} dan {} tidak boleh diterima bersama",
    "warn": "{} bersama {}: perlu diperiksa",
}
# the states of the machine `penerima`, and what programmes' own files call a stretch that is over
RECIPIENT_STATES = {
    "AKTIF": "Aktif",
    "DITANGGUHKAN": "Ditangguhkan",
    "NONAKTIF_MENINGGAL": "Nonaktif: meninggal",
    "NONAKTIF_TIDAK_LAYAK": "Nonaktif: tidak layak",
    "NONAKTIF_PINDAH": "Nonaktif: pindah",
    "NONAKTIF_MUNDUR": "Nonaktif: mengundurkan diri",
    "DIGANTIKAN": "Digantikan",
    "SELESAI": "Selesai",
}
# who gives, by what way, and what: words of the table of programmes that came in English
PROGRAMME_WORDS = {
    "Kemensos (data), Kemenkes (budget), BPJS Kesehatan": "Kemensos (data), Kemenkes (anggaran), BPJS Kesehatan",
    "non-government": "Bukan pemerintah",
    "KKS card (Himbara/BSI) or PT Pos": "Kartu KKS (Himbara/BSI) atau PT Pos",
    "KKS card / PT Pos": "Kartu KKS / PT Pos",
    "BPJS Kesehatan membership": "Kepesertaan BPJS Kesehatan",
    "Pokmas (community groups)": "Kelompok masyarakat (Pokmas)",
    "Bulog transporter to desa/kelurahan": "Pengangkut Bulog sampai desa/kelurahan",
    "SimPel account": "Rekening SimPel",
    "university": "Perguruan tinggi",
    "village government": "Pemerintah desa",
    "bank": "Bank",
    "community group": "Kelompok masyarakat",
    "group bank account": "Rekening kelompok",
    "see pkh_components.csv": "menurut komponen PKH",
    "cash by component": "uang menurut komponen",
    "cash for food": "uang untuk pangan",
    "premium paid": "iuran dibayarkan",
    "services (7 components)": "layanan (7 komponen)",
    "2 meals a day": "makan 2 kali sehari",
    "rice": "beras",
    "cash": "uang",
    "tuition and living cost": "biaya kuliah dan biaya hidup",
    "material": "bahan bangunan",
    "capital": "modal",
    "cash or premium": "uang atau iuran",
    "as stated in the package": "menurut paketnya",
    "services and aid packages": "layanan dan paket bantuan",
    "cooked meals delivered once a day": "makanan matang, diantar sekali sehari",
    "house repair": "perbaikan rumah",
    "tools": "peralatan",
    "as stated": "menurut paketnya",
}
KUBE_RULES = {
    "KB-01": "10 keluarga dalam satu kelompok",
    "KB-02": "Bantuan Rp20.000.000 per kelompok, aset kelompok, lewat rekening kelompok",
    "KB-03": "Anggota tergolong miskin dan terdaftar dalam data terpadu",
    "KB-04": "Anggota berusia 18–59 tahun dan sudah menikah",
    "KB-05": "Anggota tinggal berdekatan dalam satu wilayah",
    "KB-06": "Anggota bukan PNS, TNI/Polri, atau pensiunannya",
    "KB-07": "Ada rencana usaha, rekening, dan stempel kelompok",
    "KB-08": "Diusulkan dinas kabupaten/kota, direkomendasikan dinas provinsi",
    "KB-09": "Pengurus: satu ketua, satu sekretaris, satu bendahara; yang lain anggota",
    "KB-10": "Ada pendamping untuk setiap kelompok atau gugus kelompok",
}
KUBE_INDICATORS = {
    "KI-01": "Bagian anggota yang aktif",
    "KI-02": "Pertemuan yang diadakan",
    "KI-03": "Buku yang diisi (anggota, kas, rapat, persediaan)",
    "KI-04": "Jenis dan keadaan usaha (berjalan, berhenti, berganti)",
    "KI-05": "Omzet",
    "KI-06": "Laba bersih dan pembagiannya",
    "KI-07": "Nilai aset kelompok",
    "KI-08": "Tabungan dan iuran kesetiakawanan sosial",
    "KI-09": "Pemakaian bantuan dibanding rencana",
    "KI-10": "Anggota yang desil atau penghasilannya naik",
    "KI-11": "Bantuan kepada bukan anggota",
    "KI-12": "Tahap kelompok: tumbuh, berkembang, maju/mandiri",
}
SIPKEMAS_STEPS = {
    "1": "Forum menawarkan paket hibah/CSR untuk satu periode",
    "2": "Kesra memeriksa paket, melampirkan SOP, membuka periode, dan mengumumkannya",
    "3": "Warga membaca paket dan mengajukan permohonan, sendiri atau didampingi",
    "4": "Kesra memeriksa kelengkapan dan mencocokkan dengan e-SIK",
    "5": "SLRT memutakhirkan e-SIK bila warga prioritas belum ada atau datanya salah",
    "6": "Kesra membagi permohonan yang layak ke paket forum",
    "7": "Forum menilai ketepatan bantuan bila perlu",
    "8": "Forum memilih penerima",
    "9": "Kesra mengumumkan penerima akhir",
    "10": "Forum mencairkan uang atau menyerahkan barang",
    "11": "Kesra menerbitkan laporan pencairan",
    "12": "Penerima mengirim laporan pelaksanaan, sendiri atau didampingi",
    "13": "Kesra dan forum menerima dan menilai laporan pelaksanaan",
    "14": "Laporan kepada wali kota melalui satu pintu",
}

# what a source note may cite, and how it is written for people ("" = as it stands); the rest of a note is dropped
_CITED = (
    (r"(?:UU|PP|Perpres|Permensos|Kepmensos) \d+(?:/HUK)?/\d{4}", ""),
    (r"Regsosek 2022", "Kuesioner Regsosek 2022"),
    (r"SIAK job list", "Daftar pekerjaan SIAK"),
    (r"SIAK F-1\.01", "Formulir SIAK F-1.01"),
    (r"SPM components", "Komponen SPM"),
    (r"Kemensos letter", "Surat Kemensos 15 Mei 2023"),
    (r"Kemensos news", "Berita Kemensos"),
    (r"Intelresos", "Laman Intelresos Kemensos"),
    (r"Dinsos Kalbar", "Laman Dinsos Kalbar"),
    (r"KBR", "KBR"),
    (r"Buleleng", "Panduan impor Buleleng"),
    (r"Satu Data Polewali Mandar", ""),
    (r"Cara Membentuk KUBE", "Naskah «Cara Membentuk KUBE»"),
    (r"Poskota|Popmama|Belitong Ekspres|Tribunnews|Antara|Justisio|Radar Mukomuko|Kabar Saurus", ""),
    (r"pasal\.id|Suara\.com|Media Disabilitas|Triwikrama|123dok|LPPA|Harian Rakyat Bengkulu|Sosial Desa", ""),
    (r"E\. Dwi Susanti|desa Panembangan", ""),
    (r"^seed|seed \d{3}", "Dokumen kebutuhan layanan"),
)
NOT_CITED = "Belum dirujuk"


def source_in_indonesian(note: str) -> str:
    """The regulations and pages a note cites, in its own order; NOT_CITED where it cites none."""
    found = [(hit.start(), wording or hit.group()) for pattern, wording in _CITED for hit in re.finditer(pattern, note)]
    return "; ".join(dict.fromkeys(wording for _, wording in sorted(found))) or NOT_CITED
