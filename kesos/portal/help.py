"""Short help of the screens of citizens and of the office's duties."""

from kesos.ui.help import Help

HELP = {
    "portal:citizen": Help(
        "Akun warga",
        "Lihat KTP-nya dahulu. Lalu buat akun; kode sekali pakai tampil untuk dicetak dan diserahkan kepada warga. "
        "Bila kodenya hilang, buat kode baru. Kata sandi dibuat warga sendiri; jangan menanyakannya.",
        "operator#hak-data-warga",
    ),
    "portal:home": Help(
        "Halaman saya",
        "Dari sini Anda dapat mengusulkan keluarga yang membutuhkan, menyanggah penerima yang tidak layak, dan "
        "melihat data tentang Anda. Semuanya gratis, dan dapat juga diurus di kelurahan.",
        "warga#masuk",
    ),
    "portal:own_reports": Help(
        "Laporan saya",
        "Usul dan sanggah yang Anda sampaikan, beserta hasilnya. Laporan dijawab dalam 14 hari; yang terlambat "
        "disebut terlambat dan tetap diproses.",
        "warga#usul-dan-sanggah",
    ),
    "portal:own_report": Help(
        "Satu laporan",
        "Sampai mana laporan Anda dan apa hasilnya. Simpan nomornya untuk bertanya di kelurahan. Nama Anda tidak "
        "tampak bagi yang dilaporkan maupun petugas.",
        "warga#usul-dan-sanggah",
    ),
    "portal:tell_usul": Help(
        "Usulkan keluarga",
        "Tulis No. KK dan kepala keluarga yang membutuhkan, programnya, dan mengapa. Sertakan foto rumah dari depan "
        "dan titiknya; bila titik tidak dapat diambil, tulis sebabnya. Petugas datang melihat, lalu jawabannya tampil "
        "di Laporan saya.",
        "warga#usul-dan-sanggah",
    ),
    "portal:tell_sanggah": Help(
        "Sanggah penerima",
        "Cari nama penerimanya di kelurahan Anda, lalu tulis mengapa ia tidak layak: yang Anda lihat sendiri. "
        "Sertakan foto rumah dari depan dan titiknya. Nama Anda dilindungi; yang dilaporkan tidak mengetahuinya.",
        "warga#usul-dan-sanggah",
    ),
    "portal:own_data": Help(
        "Data saya",
        "Semua yang disimpan tentang Anda dan keluarga, dari mana asalnya, dan kantor mana yang melihatnya. Ada yang "
        "keliru? Minta koreksi. Data dapat diunduh setelah KTP ditunjukkan sekali di kelurahan.",
        "warga#data-saya",
    ),
    "portal:own_correct": Help(
        "Minta koreksi",
        "Pilih data yang keliru, tulis yang benar dan dari dokumen apa. Permintaan dijawab dalam 3 × 24 jam. Sampai "
        "dijawab, data lama masih berlaku.",
        "warga#data-saya",
    ),
    "portal:own_object": Help(
        "Ajukan keberatan",
        "Bila bantuan Anda dihentikan atau data Anda dipakai dengan cara yang tidak Anda setujui, tulis keberatan di "
        "sini. Tulis alasannya dengan kata sendiri. Batas waktu mengajukan dan menjawab disebut di halaman.",
        "warga#keberatan",
    ),
    "portal:own_right": Help(
        "Satu permintaan",
        "Sampai mana permintaan atau keberatan Anda, jawabannya, dan batas waktunya. Anda dapat membatalkannya selama "
        "belum dijawab.",
        "warga#keberatan",
    ),
    "portal:rights": Help(
        "Hak data dan keberatan",
        "Permintaan warga tentang datanya dan keberatan atas keputusan. Perhatikan tenggatnya: koreksi dijawab dalam "
        "3 × 24 jam. Buka satu, periksa dokumennya, lalu penuhi atau tolak dengan alasan.",
        "operator#hak-data-warga",
    ),
    "portal:right": Help(
        "Satu permintaan warga",
        "Bacalah yang diminta, cocokkan dengan dokumennya, lalu pilih langkahnya dan tulis jawaban dengan kata "
        "sehari-hari. Jawaban itu dibaca warga. Yang memutus bantuannya dahulu tidak memutus keberatannya.",
        "operator#hak-data-warga",
    ),
    "portal:consents": Help(
        "Daftar persetujuan",
        "Persetujuan warga untuk tujuan tertentu, kapan diberikan dan kapan ditarik. Bantuan tidak pernah bergantung "
        "pada persetujuan. Penarikan dilaksanakan dalam 3 × 24 jam.",
        "operator#hak-data-warga",
    ),
    "portal:counter_data": Help(
        "Data saya di loket",
        "Yang dilihat warga tentang dirinya, untuk warga yang datang ke loket. Lihat KTP-nya dahulu. Tunjukkan "
        "layarnya atau cetak berkasnya untuk dia; pembukaan ini tercatat.",
        "operator#hak-data-warga",
    ),
    "portal:counter_correct": Help(
        "Koreksi di loket",
        "Catat permintaan koreksi atas nama warga yang datang. Pilih data yang keliru dan tulis yang benar menurut "
        "dokumennya. Beri tahu bahwa jawabannya paling lambat 3 × 24 jam.",
        "operator#hak-data-warga",
    ),
    "portal:counter_object": Help(
        "Keberatan di loket",
        "Catat keberatan warga dengan kata-katanya sendiri, lalu bacakan kembali kepadanya. Batas waktunya disebut di "
        "halaman. Serahkan nomornya.",
        "operator#hak-data-warga",
    ),
    "portal:incidents": Help(
        "Insiden data",
        "Kejadian data terungkap, hilang, atau salah kirim. Catat segera: pemberitahuan kepada warga dan lembaga "
        "harus keluar dalam 3 × 24 jam sejak diketahui.",
        "administrator#insiden-dan-retensi",
    ),
    "portal:new_incident": Help(
        "Catat insiden",
        "Tulis apa yang terjadi, sejak kapan diketahui, data apa, dan berapa orang. Belum tahu semuanya? Catat yang "
        "sudah diketahui; rinciannya menyusul.",
        "administrator#insiden-dan-retensi",
    ),
    "portal:incident": Help(
        "Satu insiden",
        "Cetak surat untuk warga dan lembaga, lalu catat kapan dan dengan cara apa diberitahukan. Insiden ditutup "
        "sesudah tertulis apa yang diubah supaya tidak terulang.",
        "administrator#insiden-dan-retensi",
    ),
    "portal:retention": Help(
        "Retensi data",
        "Berapa lama tiap kelas data disimpan. Pratinjau menunjukkan apa yang lewat masanya. Anonimkan menghapus jati "
        "dirinya; hitungannya tinggal. Langkah ini tidak dapat dibatalkan.",
        "administrator#insiden-dan-retensi",
    ),
    "portal:processing": Help(
        "Daftar pemrosesan",
        "Setiap tabel dan isian beserta kelasnya: umum, internal, pribadi, atau spesifik. Unduh sebagai berkas bila "
        "diminta lembaga pelindungan data.",
        "administrator#insiden-dan-retensi",
    ),
    "portal:terms": Help(
        "Ketentuan wilayah",
        "Pilihan dan tenggat yang boleh ditetapkan kabupaten/kota sendiri, misalnya hari menjawab koreksi. Ketentuan "
        "baru berlaku mulai hari yang Anda tulis, dengan dasar keputusan.",
        "administrator#ketentuan",
    ),
    "portal:reports": Help(
        "Usul dan sanggah",
        "Laporan masyarakat di wilayah Anda. Nama pelapor tersembunyi. Laporan selesai dalam 14 hari; pada hari "
        "kesepuluh atasan diberi tahu. Dinas menugaskan petugas lapangan; supervisor menyatakan terbukti atau tidak.",
        "operator#usul-dan-sanggah",
    ),
    "portal:take_usul": Help(
        "Terima usul di loket",
        "Tulis usul warga yang datang: keluarga mana, di mana, dan mengapa. Sesudah dikirim, nama pelapor tidak "
        "tampak lagi, juga bagi Anda. Serahkan nomornya kepada warga.",
        "operator#usul-dan-sanggah",
    ),
    "portal:take_sanggah": Help(
        "Terima sanggah di loket",
        "Cari penerima yang disanggah, lalu tulis alasannya menurut warga. Sesudah dikirim, nama pelapor tidak tampak "
        "lagi, juga bagi Anda. Jangan membicarakan laporannya dengan orang lain.",
        "operator#usul-dan-sanggah",
    ),
    "portal:report": Help(
        "Satu laporan",
        "Apa yang dilaporkan, hasil lapangan, dan langkah Anda. Dinas menunjuk petugas lapangan, petugas mencatat "
        "temuannya, supervisor memutuskan. Membuka nama pelapor hanya bagi pejabat yang ditunjuk, dengan alasan yang "
        "tercatat.",
        "operator#usul-dan-sanggah",
    ),
}
